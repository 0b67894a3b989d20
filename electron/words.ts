import type { Lang } from "../core/deck.ts";

/** What the command line says to people, in both languages. One sentence each: what happened, then the cure. */
const sentences = {
  "port-taken": {
    fr: "Le port {port} est déjà pris : arrêtez le programme qui l’occupe ou choisissez-en un autre avec --port.",
    en: "Port {port} is taken: stop the program that holds it or choose another with --port.",
  },
  "app-failed": {
    fr: "L’application n’a pas pu démarrer ({reason}) : relancez-la, et signalez ce mot si cela se répète.",
    en: "The app could not start ({reason}): start it again, and report this word if it happens again.",
  },
  "place-not-saved": {
    fr: "La position n’a pas pu être écrite sur le disque ({reason}) : libérez de la place ; le spectacle continue.",
    en: "The place could not be written to the disk ({reason}): free some room; the show goes on.",
  },
  "drawings-not-kept": {
    fr: "Les dessins n’ont pas pu être gardés sur le disque ({reason}) : libérez de la place, puis enregistrez-les depuis la console.",
    en: "The drawings could not be kept on the disk ({reason}): free some room, then save them from the console.",
  },
  "journal-not-written": {
    fr: "Le journal n’a pas pu être écrit sur le disque ({reason}) : libérez de la place ; le spectacle continue, et le journal attend.",
    en: "The journal could not be written to the disk ({reason}): free some room; the show goes on, and the journal waits.",
  },
  "no-sandbox": {
    fr: "ATTENTION : lancé par root, le navigateur tourne SANS bac à sable ; lancez plutôt MTInov Stage avec un compte ordinaire.",
    en: "WARNING: started by root, the browser runs WITHOUT its sandbox; start MTInov Stage from an ordinary account instead.",
  },
  "already-running": {
    fr: "MTInov Stage tourne déjà sur cet écran (processus {pid}) : arrêtez-le d’abord, ou choisissez un autre écran avec --display.",
    en: "MTInov Stage is already running on this display (process {pid}): stop it first, or choose another display with --display.",
  },
  "no-browser": {
    fr: "Aucun navigateur n’a été trouvé : installez Chromium, Chrome ou Edge, ou indiquez le sien dans MTINOV_BROWSER.",
    en: "No browser was found: install Chromium, Chrome or Edge, or name yours in MTINOV_BROWSER.",
  },
  "not-checked-browser": {
    fr: "non vérifié : débordements, contraste, taille des textes et images affichées, car aucun navigateur n’a été trouvé ; installez Chromium, Chrome ou Edge et recommencez.",
    en: "not checked: overflow, contrast, size of texts and pictures as drawn, for no browser was found; install Chromium, Chrome or Edge and try again.",
  },
  "not-checked": {
    fr: "non vérifié : débordements, contraste, taille des textes et images affichées, car le navigateur n’a pas pu les dessiner ({reason}) ; recommencez, ou indiquez-en un autre dans MTINOV_BROWSER.",
    en: "not checked: overflow, contrast, size of texts and pictures as drawn, for the browser could not draw them ({reason}); try again, or name another one in MTINOV_BROWSER.",
  },
  "not-drawn": {
    fr: "les diagrammes montrent leur source : aucun navigateur n'a pu les dessiner ({reason}).",
    en: "the diagrams show their source: no browser could draw them ({reason}).",
  },
  "not-followed": {
    fr: "Une modification n’a pas pu être suivie ({reason}) : enregistrez le fichier à nouveau ; le spectacle continue.",
    en: "A change could not be followed ({reason}): save the file again; the show goes on.",
  },
  "no-browser-serving": {
    fr: "Aucun navigateur n’a été trouvé, la présentation est donc servie : ouvrez l’adresse ci-dessous, ou installez Chromium, Chrome ou Edge.",
    en: "No browser was found, so the show is served: open the address below, or install Chromium, Chrome or Edge.",
  },
  "no-such-file": {
    fr: "«{file}» n’existe pas : vérifiez le nom, ou le dossier d’où vous lancez la commande.",
    en: "“{file}” does not exist: check its name, or the folder you start the command from.",
  },
  "no-such-display": {
    fr: "Aucun écran «{display}» ici, le spectacle joue sur un autre : choisissez parmi {list}.",
    en: "There is no display “{display}” here, the show plays on another: choose among {list}.",
  },
  "display-awaited": {
    fr: "Aucun écran «{display}» ici, et un autre spectacle joue déjà : celui-ci attend que son écran soit branché ; sinon, choisissez parmi {list}.",
    en: "There is no display “{display}” here, and another show is playing: this one waits until its display is plugged in; or choose among {list}.",
  },
  "wayland-alone": {
    fr: "Ce bureau (Wayland) place lui-même les fenêtres : vérifiez que chacune est sur le bon de vos écrans, ou ouvrez une session X11 (Xwayland suffit).",
    en: "This desktop (Wayland) places windows by itself: check that each is on the right one of your displays, or log in to an X11 session (Xwayland will do).",
  },
  "no-electron": {
    fr: "Le programme d’Electron n’est pas sur cette machine : utilisez --shell chromium ou --shell serve, ou relancez npm start avec le réseau.",
    en: "Electron’s program is not on this computer: use --shell chromium or --shell serve, or run npm start again with the network.",
  },
  "not-in-electron": {
    fr: "L’application installée ouvre ses propres fenêtres : utilisez --shell electron ou --shell serve.",
    en: "The installed app opens windows of its own: use --shell electron or --shell serve.",
  },
  "sandbox-off": {
    fr: "--no-sandbox est refusé : retirez-le de la commande, et voyez docs/electron-first-run.md si le bac à sable manque.",
    en: "--no-sandbox is refused: take it out of the command, and see docs/electron-first-run.md if there is no sandbox.",
  },
  "gpu-lost": {
    fr: "Le processeur graphique s’est arrêté trop souvent : l’application redémarre sans lui ; mettez son pilote à jour.",
    en: "The graphics processor has stopped too often: the app starts again without it; update its driver.",
  },
  "clock-wrong": {
    fr: "L’horloge de cet ordinateur est fausse (avant la fabrication de ce programme) : la liste joue sans ses heures ni ses dates ; réglez la date.",
    en: "This computer’s clock is wrong (before this program was built): the playlist plays without its hours and dates; set the date.",
  },
  "not-awake": {
    fr: "Rien sur ce bureau n’empêche l’écran de s’éteindre : désactivez sa mise en veille dans les réglages du système.",
    en: "Nothing on this desktop keeps the display on: turn its sleep off in the system’s settings.",
  },
  "no-display-serving": {
    fr: "Aucun écran n’est disponible ici : ouvrez l’adresse ci-dessous dans un navigateur (à distance, avec N pour son port : ssh -L N:127.0.0.1:N …).",
    en: "There is no display here: open the address below in a browser (from afar, with N for its port: ssh -L N:127.0.0.1:N …).",
  },
} as const satisfies Record<string, Record<Lang, string>>;

export type Sentence = keyof typeof sentences;

/** French unless the locale says English: the order of the project. */
export function langOfLocale(env: NodeJS.ProcessEnv = process.env): Lang {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^en/i.test(locale) ? "en" : "fr";
}

/** The sentence, filled in. */
export function sentence(name: Sentence, values: Record<string, string> = {}): string {
  return sentences[name][langOfLocale()].replace(
    /\{(\w+)\}/g,
    (_, key: string) => values[key] ?? "",
  );
}

/** Whoever reads what is said may go, and a write then fails (EPIPE): that ends no show. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** Says a sentence to the person at the command line: results go to stdout, messages to stderr. */
export function say(name: Sentence, values?: Record<string, string>): void {
  process.stderr.write(`${sentence(name, values)}\n`);
}
