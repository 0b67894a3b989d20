// @ts-check
// Where each spec runs: `npm run test:electron` plays the first list on Electron's runtime, unchanged. `electron-specs.test`
// fails on a spec that is in neither.

/** The specs of the product's own shell first, then those that Chromium plays in `npm test`. */
export const onElectron = [
  "electron",
  "kiosk",
  "kiosk-loop",
  "axe",
  "compat",
  "decks",
  "hours",
  "live",
  "manners",
  "quarantine",
  "shape",
  "stage",
  "stage-fit",
  "stage-flash",
  "stage-media",
  "stage-own",
  "stage-random",
  "wall-keeps",
];

/** The others, and why. @type {Readonly<Record<string, string>>} */
export const elsewhere = {
  awake: "it watches what the Chromium shell's browser asks of a desktop",
  chaos: "it breaks the processes of the Chromium shell",
  check: "the check's hidden browser is the Chromium shell's own",
  diagram: "its hidden browser is the Chromium shell's own, held back and listened to",
  "electron-bundle": "it reads what was built",
  "electron-windows": "it tries the way to Electron without Electron",
  "full-disk": "the profile that finds another place is the Chromium shell's own",
  frames: "it kills and records by the DevTools of a browser of its own",
  "frames-late": "it holds requests back and sets the clock ahead in a tab of its own",
  package: "it packages",
  theme: "it looks into the stage as a browser's tab shows it",
  console: "its two windows are tabs of one browser, to which a talk is served",
  overview: "its two windows are tabs of one browser, to which a talk is served",
  "talk-keys": "its two windows are tabs of one browser, to which a talk is served",
  speaker: "its two windows are tabs of one browser, to which a talk is served",
  talk: "its two windows are tabs of one browser, to which a talk is served",
  "kiosk-displays": "its displays are made up by the Chromium shell’s own browser",
  "talk-random": "its two windows are tabs of one browser, to which a talk is served",
  "talk-displays": "its displays are made up by the Chromium shell’s own browser",
  "stage-loop": "it counts in a browser with switches of its own",
  "wall-others":
    "its attacks are watched by the recording proxies of a browser with a profile of its own",
  shift: "it reaches into a page by a port of the Chromium shell’s own browser",
  watchdog: "it reaches into a page by a port of the Chromium shell’s own browser",
  walls: "its attacks are watched by the recording proxies of a browser with a profile of its own",
};

/** What these specs can't ask of Electron, where the app and the browser are one process. */
export const apart = "an app process killed|a browser killed";
