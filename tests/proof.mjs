// @ts-check
// `npm run proof`: what is too long for every run, for the record: twenty kills of each kind, a display unplugged twenty times,
// ten thousand changes, sixty-four
// generated decks beside plain Reveal, the whole corpus of hostile decks, and every bundled slide in both shapes and schemes,
// twenty deaths and twenty renewals of the stage's frame in a recording of all that is painted, five hundred events of a talk
// with deaths of its windows, three deaths of the graphics process, an hour of faults of every kind, twenty thousand transitions of the whole app, five hundred kills during saves.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const program = path.join(root, "node_modules/@playwright/test/cli.js");
const { status } = spawnSync(
  process.execPath,
  [
    program,
    "test",
    "-c",
    "tests/playwright.config.ts",
    "decks",
    "axe",
    "frames",
    "hours",
    "kiosk",
    "shift",
    "stage-loop",
    "stage-random",
    "talk",
    "walls",
    "watchdog",
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      MTINOV_KILLS: "20",
      MTINOV_PROOF: "1",
      MTINOV_BATCHES: "8",
    },
  },
);
const chaos = spawnSync(
  process.execPath,
  [path.join(root, "tests/chaos/run.ts"), "--minutes", "60", "--seed", "60", "--keep"],
  { cwd: root, stdio: "inherit" },
);
const soak = spawnSync(
  process.execPath,
  [path.join(root, "tests/soak/run.ts"), "--transitions", "20000"],
  { cwd: root, stdio: "inherit" },
);
const kills = spawnSync(process.execPath, [path.join(root, "tests/kills.mjs"), "500"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status || (chaos.status ?? 1) || (soak.status ?? 1) || (kills.status ?? 1);
