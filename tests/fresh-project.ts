import { spawn, type ChildProcessByStdio } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { removeFolder } from "./remove-folder.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));

/** What a start has said, and how it ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** What the stand-in for the built application prints about how it was run. */
export interface Played {
  pid: number;
  args: string[];
  browser: string | null;
  electron: string | null;
}

/**
 * A clone of the project in a temporary folder: our bootstrap as it is, and stand-ins for the world outside: npm, which
 * "installs" a builder and a Node, and a builder, which "builds" an application that prints how it was run. It is removed
 * when the test ends.
 */
export class FreshProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "mtinov-setup-"));
  readonly root = path.join(this.folder, "clone");
  readonly bin = path.join(this.folder, "bin");
  readonly cache = path.join(this.folder, "cache");
  readonly env: Record<string, string> = {
    PATH: this.bin,
    HOME: this.folder,
    XDG_CACHE_HOME: this.cache,
    LANG: "fr_FR.UTF-8",
  };

  constructor() {
    onTestFinished(() => removeFolder(this.folder));
    for (const name of readdirSync(path.join(here, "electron"))) {
      const from = path.join(here, "electron", name);
      if (name.endsWith(".mjs")) cpSync(from, path.join(this.root, "electron", name));
    }
    this.write("package.json", '{ "type": "module" }');
    this.write("electron.vite.config.ts", "export default {};");
    this.write("core/deck.ts", "export {};");
    this.write("renderer/screen.html", "<!doctype html>");
    this.lock("1.0.0");
    this.program("npm", npm);
  }

  /** What package-lock.json asks for: one package, and one for another system. */
  lock(version: string): void {
    const packages = {
      "": { name: "clone" },
      "node_modules/electron-vite": { version, integrity: `sha512-${version}` },
      "node_modules/fsevents": { version: "2.3.3", optional: true },
    };
    this.write("package-lock.json", JSON.stringify({ packages }));
  }

  write(name: string, content: string): string {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** An executable on PATH, written in JavaScript; `log` appends a line to the log of what was called. */
  program(name: string, script: string): string {
    const file = path.join(this.bin, name);
    mkdirSync(this.bin, { recursive: true });
    writeFileSync(file, `#!${process.execPath}\n${preamble(this.folder)}\n${script}\n`, {
      mode: 0o755,
    });
    return file;
  }

  /** The calls of the stand-ins so far, one a line. */
  get calls(): string[] {
    const file = path.join(this.folder, "log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }

  has(name: string): boolean {
    return existsSync(path.join(this.root, name));
  }

  begin(args: string[], nodeFlags: string[] = []): ChildProcessByStdio<null, Readable, Readable> {
    const program = path.join(this.root, "electron/start.mjs");
    const child = spawn(process.execPath, [...nodeFlags, program, ...args], {
      env: this.env,
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    return child;
  }

  /** Runs `npm start -- args` to its end. */
  async start(args: string[] = ["serve"], nodeFlags: string[] = []): Promise<Ended> {
    return ended(this.begin(args, nodeFlags));
  }
}

export async function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ended> {
  const closed = new Promise<Pick<Ended, "code" | "signal">>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  );
  const [stdout, stderr, how] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { ...how, stdout, stderr };
}

export function played(start: Ended): Played {
  return JSON.parse(start.stdout) as Played;
}

function preamble(folder: string): string {
  return `
const fs = require("node:fs");
const path = require("node:path");
const log = (line) => fs.appendFileSync(${JSON.stringify(path.join(folder, "log"))}, line + "\\n");
const args = process.argv.slice(2);`;
}

/** The application that the stand-in builder makes. `exit N` ends with that code; `wait` ends with 7 on SIGTERM. */
const application = `
const [what, code] = process.argv.slice(2);
if (what === "exit") process.exitCode = Number(code);
else if (what === "wait") {
  const alive = setInterval(() => {}, 1000);
  process.on("SIGTERM", () => { clearInterval(alive); process.exitCode = 7; });
  console.log("ready");
} else console.log(JSON.stringify({
  pid: process.pid,
  args: process.argv.slice(2),
  browser: process.env.MTINOV_BROWSER ?? null,
  electron: process.env.MTINOV_ELECTRON ?? null,
}));
`;

/** Fails when a source holds the word "broken". */
const builder = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
appendFileSync(LOG, "build\\n");
if (readFileSync("core/deck.ts", "utf8").includes("broken")) {
  console.error("core/deck.ts: unexpected token\\n    at build (builder.js:1:1)");
  process.exit(1);
}
const out = process.argv[process.argv.indexOf("--outDir") + 1];
mkdirSync(out + "/main", { recursive: true });
writeFileSync(out + "/main/cli.js", ${JSON.stringify(application)});
`;

const npm = `
log("npm " + args[0]);
if (args[0] === "ci") {
  const write = (name, content, mode) => {
    fs.mkdirSync(path.dirname(name), { recursive: true });
    fs.writeFileSync(name, content, { mode });
  };
  const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
  const installed = Object.entries(packages).filter(([name, { optional }]) => name && !optional);
  write("node_modules/electron-vite/bin/electron-vite.js",
    ${JSON.stringify(builder)}.replace("LOG", JSON.stringify(path.join(process.env.HOME, "log"))));
  write("node_modules/electron-vite/package.json", '{ "type": "module" }');
  write("node_modules/node/package.json", JSON.stringify({ version: process.versions.node }));
  fs.mkdirSync("node_modules/node/bin", { recursive: true });
  fs.rmSync("node_modules/node/bin/node", { force: true });
  fs.symlinkSync(process.execPath, "node_modules/node/bin/node");
  write("node_modules/.package-lock.json", JSON.stringify({ packages: Object.fromEntries(installed) }));
  console.log("added 1 package");
}
`;
