import { resolve } from "node:path";

/**
 * The unit of a systemd user service that plays a kiosk: started with the desktop's session, started again whatever it
 * dies of, and killed when it stands still.
 *
 * @param program the command that starts the app, without arguments of its own
 * @param args of `kiosk`; files among them as they were typed, from `folder`
 */
export function serviceUnit(
  program: readonly string[],
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  const told = ["MTINOV_BROWSER", "MTINOV_ELECTRON"].flatMap((name) =>
    env[name] ? [`Environment=${quoted(`${name}=${env[name]}`)}`] : [],
  );
  return `# ~/.config/systemd/user/mtinov-stage.service
[Unit]
Description=MTInov Stage
PartOf=graphical-session.target
After=graphical-session.target
# Never given up.
StartLimitIntervalSec=0

[Service]
Type=notify
# The word comes through systemd-notify.
NotifyAccess=all
${[...told, `ExecStart=${[...program, "kiosk", ...args].map(quoted).join(" ")}`].join("\n")}
Restart=always
RestartSec=200ms
WatchdogSec=20
TimeoutStartSec=60
TimeoutStopSec=10

[Install]
WantedBy=graphical-session.target
`;
}

/** The words after `service`, with its files and folders by their whole names. */
export function wholeNames(
  words: readonly string[],
  sources: readonly string[],
  folder: string | null,
): string[] {
  return words.map((word) => {
    if (sources.includes(word) || word === folder) return resolve(word);
    return folder && word === `--decks=${folder}` ? `--decks=${resolve(folder)}` : word;
  });
}

/** A word of a unit's command line (systemd.service(5)): its quotes, its `%` and its `$` mean something. */
function quoted(word: string): string {
  const escaped = word.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$");
  return /^[\w./:=@-]+$/.test(word) ? word : `"${escaped}"`;
}
