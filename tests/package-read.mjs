// @ts-check
// `npm run package:read`: reads the fuses of what was packed, on the system that packed it, and tries the first of them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { wrongFuses } from "../electron/pack-fuses.mjs";

const dist = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "dist");
const places = {
  linux: ["mtinov-stage"],
  win32: ["MTInov Stage.exe"],
  darwin: ["MTInov Stage.app/Contents/MacOS/MTInov Stage"],
};
const wanted = places[/** @type {keyof typeof places} */ (process.platform)] ?? [];
const folders = existsSync(dist) ? readdirSync(dist) : [];
const programs = folders
  .flatMap((folder) => wanted.map((name) => path.join(dist, folder, name)))
  .filter((file) => existsSync(file));
if (programs.length === 0) {
  console.error(`Nothing is packed in ${dist}: run npm run package first.`);
  process.exitCode = 1;
}
for (const program of programs) {
  const wrong = await wrongFuses(program);
  // With its fuse burnt the program takes no code from its arguments: it answers that this is a wrong usage.
  const tried = spawnSync(program, ["-e", "console.log('js ran')"], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    encoding: "utf8",
    timeout: 30_000,
  });
  const ran = tried.stdout.includes("js ran");
  console.log(
    `${program}: ${wrong.length === 0 ? "nine fuses right" : `wrong: ${wrong.join(", ")}`}; runs as Node: ${ran ? "YES" : "no"}`,
  );
  if (wrong.length > 0 || ran) process.exitCode = 1;
}
