import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A section of `docs/security.md`: Electron's twenty security recommendations, where each is met, and the test that shows it. */
interface Row {
  says: string;
  /** File, and the beginning of the line that meets it. */
  met: [file: string, line: string][];
  how: string;
  /** File of the test, and the beginning of its title. */
  test: [file: string, title: string][];
}

const MAIN = "tests/electron-main.test.ts";
const SHELL = "tests/electron-shell.test.ts";
const GUARD = "tests/electron-guard.test.ts";
const IPC = "tests/electron-ipc.test.ts";
const PACKAGE = "tests/e2e/package.spec.ts";
const PREFERENCES = "has the one set of preferences";
const preference = (line: string): Row["met"] => [["electron/preferences.ts", line]];
const shown: Row["test"] = [[SHELL, PREFERENCES]];

const rows: Row[] = [
  {
    says: "Only load secure content",
    met: [["electron/guard.ts", "session.webRequest.onBeforeRequest"]],
    how: "every session requests our own two worlds alone; no name resolves but this computer's",
    test: [[GUARD, "requests nothing but our own"]],
  },
  {
    says: "Do not enable Node.js integration for remote content",
    met: preference("nodeIntegration: false"),
    how: "off everywhere, in workers and frames too; no content is remote",
    test: shown,
  },
  {
    says: "Enable context isolation in all renderers",
    met: preference("contextIsolation: true"),
    how: "in the one set of preferences of every window",
    test: shown,
  },
  {
    says: "Enable process sandboxing",
    met: [
      ["electron/main.ts", "app.enableSandbox()"],
      ["electron/main.ts", 'if (app.commandLine.hasSwitch("no-sandbox")'],
    ],
    how: "for every renderer; `--no-sandbox` is refused to an ordinary user, and no package carries it",
    test: [
      [MAIN, "says before Electron is ready"],
      [MAIN, "without its sandbox is refused"],
      [PACKAGE, "nothing in the packaging turns the sandbox off"],
    ],
  },
  {
    says: "Handle session permission requests from remote content",
    met: [["electron/guard.ts", "session.setPermissionRequestHandler"]],
    how: "all refused, requests, checks, devices and screens, in every session",
    test: [
      [GUARD, "grants no permission"],
      [GUARD, "gives no device"],
    ],
  },
  {
    says: "Do not disable webSecurity",
    met: preference("webSecurity: true"),
    how: "never named elsewhere",
    test: [...shown, [GUARD, "makes windows in one file"]],
  },
  {
    says: "Define a Content-Security-Policy",
    met: [
      ["electron/server.ts", "function screenPolicy"],
      ["electron/server.ts", "function stagePolicy"],
    ],
    how: "on every page, from `default-src 'none'`, with Trusted Types; the same over HTTP and under `stage://`",
    test: [[MAIN, "come from the same handler as over HTTP"]],
  },
  {
    says: "Do not enable allowRunningInsecureContent",
    met: preference("allowRunningInsecureContent: false"),
    how: "in the one set of preferences",
    test: shown,
  },
  {
    says: "Do not enable experimental features",
    met: preference("experimentalFeatures: false"),
    how: "in the one set of preferences",
    test: shown,
  },
  {
    says: "Do not use enableBlinkFeatures",
    met: preference('enableBlinkFeatures: ""'),
    how: "none",
    test: shown,
  },
  {
    says: "Do not use allowpopups for WebViews",
    met: preference("webviewTag: false"),
    how: "there is no webview",
    test: [...shown, [GUARD, "has no webview"]],
  },
  {
    says: "Verify WebView options before creation",
    met: [["electron/guard.ts", 'contents.on("will-attach-webview"']],
    how: "none is ever attached",
    test: [[GUARD, "attach no webview"]],
  },
  {
    says: "Disable or limit navigation",
    met: [["electron/guard.ts", "function mayShow"]],
    how: "a window stays on the trusted pages' origin, a frame on a stage's; compared whole, after parsing",
    test: [
      [GUARD, "%s leads nowhere but to our own pages"],
      [GUARD, "over loopback stays on this app's own port"],
    ],
  },
  {
    says: "Disable or limit creation of new windows",
    met: [["electron/guard.ts", "contents.setWindowOpenHandler"]],
    how: "all denied",
    test: [[GUARD, "open no window"]],
  },
  {
    says: "Do not use shell.openExternal with untrusted content",
    met: [["electron/guard.ts", "session.setPermissionRequestHandler"]],
    how: "nothing calls it, nor imports what could; a page's own wish for it is a permission, and refused like all",
    test: [
      [GUARD, "never asks the system to open"],
      [GUARD, "grants no permission"],
    ],
  },
  {
    says: "Use a current version of Electron",
    met: [["package.json", '"electron":']],
    how: "45, pinned; the workflow tests and packs with it",
    test: [["tests/electron-checklist.test.ts", "Electron is pinned"]],
  },
  {
    says: "Validate the sender of all IPC messages",
    met: [["electron/ipc.ts", "const passOf"]],
    how: "one function for every channel: our window, its own frame, our origin; then form, role and arguments",
    test: [
      [IPC, "of anybody else is refused"],
      [IPC, "is checked like any other"],
    ],
  },
  {
    says: "Avoid usage of the file:// protocol",
    met: [["electron/main.ts", "protocol.registerSchemesAsPrivileged"]],
    how: "`stage://`, through the handler that resolves paths itself",
    test: [
      [GUARD, "has no webview, no file:"],
      ["tests/server.test.ts", "is answered with every header"],
    ],
  },
  {
    says: "Check which fuses you can change",
    met: [["electron/pack-fuses.mjs", "export const fuses"]],
    how: "all nine are set when packing, and read back",
    test: [[PACKAGE, "its nine fuses stand where they should"]],
  },
  {
    says: "Do not expose Electron APIs to untrusted web content",
    met: [["electron/preload.ts", "contextBridge.exposeInMainWorld"]],
    how: "two functions that carry values, to the trusted page; a stage has no preload at all",
    test: [[IPC, "gives the page two functions"]],
  },
];

const HEADING = "## Electron's checklist\n";

/** The page with this section written anew, the rest of it as it stands. */
export function withChecklist(page: string): string {
  const start = page.indexOf(HEADING);
  const end = page.indexOf("\n## ", start + HEADING.length);
  if (start < 0 || end < 0) throw new Error(`the page has no section «${HEADING.trim()}»`);
  return page.slice(0, start) + section() + page.slice(end);
}

function section(): string {
  const lines = rows.map((row, index) => {
    const met = row.met.map(([file, line]) => `\`${file}:${lineOf(file, line)}\``).join(", ");
    const test = row.test.map(([file, title]) => `\`${file}:${testAt(file, title)}\``).join(", ");
    return [`${index + 1}`, row.says, row.how, met, test];
  });
  return `${HEADING}
The twenty recommendations of Electron's documentation, where this app meets each, and the test that shows it. This section is
generated by \`tests/docs-checklist.ts\`; \`npx vitest run --config tests/vitest.config.ts checklist --update\` writes it anew.
The tests run on a recording fake of Electron; those of \`tests/e2e/electron.spec.ts\` say the same of its real runtime,
wherever that is there. What must be looked at once on the real runtime of each system is [another page](electron-first-run.md).

${table(["#", "recommendation", "how", "met at", "shown at"], lines)}

ASAR integrity (19) is checked by Electron on macOS and Windows. On Linux the installed folder belongs to root.
`;
}

/** As the formatter of this project writes a table. */
function table(head: string[], lines: string[][]): string {
  const widths = head.map((_, at) =>
    Math.max(3, ...[head, ...lines].map((line) => line[at]?.length ?? 0)),
  );
  const row = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [head, widths.map((width) => "-".repeat(width)), ...lines].map(row).join("\n");
}

/** @throws when the line is not there any more, or is there twice */
function lineOf(file: string, start: string): number {
  const text = readFileSync(join(import.meta.dirname, "..", file), "utf8").split("\n");
  const found = text.flatMap((line, index) => (line.trim().startsWith(start) ? [index + 1] : []));
  if (found.length !== 1 || !found[0])
    throw new Error(`${file} has ${found.length} lines that begin with «${start}»`);
  return found[0];
}

function testAt(file: string, title: string): number {
  const text = readFileSync(join(import.meta.dirname, "..", file), "utf8").split("\n");
  const found = text.findIndex(
    (line) => /^\s*(it|test|"%)\b|^\s*(it|test)[.(]|^\s*"/.test(line) && line.includes(`"${title}`),
  );
  if (found < 0) throw new Error(`${file} has no test «${title}»`);
  return found + 1;
}
