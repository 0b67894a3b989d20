import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FreshProject, ended, played } from "./fresh-project.ts";
import { removeFolder } from "./remove-folder.mjs";

/** One sentence: a line without a stack trace. */
const stackTrace = /\n\s+at /;

describe("a first start", () => {
  it("installs, builds and plays, with messages on stderr only", async () => {
    const project = new FreshProject();
    const start = await project.start(["serve", "--port", "4321"]);
    expect(start.code).toBe(0);
    expect(played(start).args).toEqual(["serve", "--port", "4321"]);
    expect(project.calls).toEqual(["npm ci", "build"]);
    expect(start.stderr).toMatch(/Installation des paquets.*\nadded 1 package\nConstruction/);
  });

  it("speaks English where the locale does", async () => {
    const project = new FreshProject();
    project.env["LC_ALL"] = "en_GB.UTF-8";
    expect((await project.start()).stderr).toContain("Installing the packages");
  });

  it("says in one sentence that npm failed", async () => {
    const project = new FreshProject();
    project.program("npm", "process.exit(9);");
    const start = await project.start();
    expect(start).toMatchObject({ code: 1, stdout: "" });
    expect(start.stderr).toContain("Les paquets n’ont pas pu être installés (npm ci: code 9)");
    expect(start.stderr).not.toMatch(stackTrace);
  });

  it("says in one sentence that there is no npm", async () => {
    const project = new FreshProject();
    rmSync(path.join(project.bin, "npm"));
    const start = await project.start();
    expect(start.code).toBe(1);
    expect(start.stderr).toContain("(npm ci: code 127)");
    expect(start.stderr).not.toMatch(stackTrace);
  });

  it("is done once when two start at the same time", async () => {
    const project = new FreshProject();
    const starts = await Promise.all([project.start(["one"]), project.start(["two"])]);
    expect(starts.map((start) => played(start).args)).toEqual([["one"], ["two"]]);
    expect(project.calls).toEqual(["npm ci", "build"]);
  });

  it("interrupted, ends what it started and leaves the next start free", async () => {
    const project = new FreshProject();
    project.program("npm", 'console.log("pid " + process.pid); setInterval(() => {}, 1000);');
    const child = project.begin(["serve"]);
    const end = ended(child);
    await new Promise((resolve) =>
      child.stderr.on("data", (chunk) => /pid/.test(chunk) && resolve(0)),
    );
    child.kill("SIGTERM");
    const { signal, stderr } = await end;
    expect(signal).toBe("SIGTERM");
    const npm = Number(/pid (\d+)/.exec(stderr)?.[1]);
    expect(() => process.kill(npm, 0)).toThrow("ESRCH");
    expect(project.has("out/.lock")).toBe(false);
  });
});

describe("a second start", () => {
  it("starts no process and writes nothing, even where both are forbidden", async () => {
    const project = new FreshProject();
    await project.start();
    const child = project.begin(["serve"], ["--permission", "--allow-fs-read=*"]);
    const start = await ended(child);
    expect(start).toMatchObject({ code: 0, stderr: "" });
    expect(played(start).pid).toBe(child.pid);
    expect(project.calls).toEqual(["npm ci", "build"]);
  });

  it("takes the packages that npm itself has installed as they are", async () => {
    const project = new FreshProject();
    await project.start();
    removeFolder(path.join(project.root, "out"));
    await project.start();
    expect(project.calls).toEqual(["npm ci", "build", "build"]);
  });

  it("installs again when package-lock.json asks for other versions", async () => {
    const project = new FreshProject();
    await project.start();
    project.lock("1.0.1");
    expect((await project.start()).code).toBe(0);
    expect(project.calls).toEqual(["npm ci", "build", "npm ci", "build"]);
  });

  it("builds again when a source was changed, added, removed or set back", async () => {
    const project = new FreshProject();
    await project.start();
    const page = path.join(project.root, "renderer/screen.html");
    const changes = [
      () => appendFileSync(path.join(project.root, "core/deck.ts"), "// more"),
      () => project.write("renderer/stage.ts", "export {};"),
      () => rmSync(path.join(project.root, "renderer/stage.ts")),
      () => renameSync(page, `${page}5`),
      () => renameSync(`${page}5`, page),
    ];
    const builds = () => project.calls.filter((call) => call === "build").length;
    for (const [i, change] of changes.entries()) {
      change();
      await project.start();
      expect(builds()).toBe(i + 2);
    }
    await project.start();
    expect(builds()).toBe(changes.length + 1);
  });
});

describe("a build that fails", () => {
  it("shows the builder's words, says so in one sentence, and is tried again", async () => {
    const project = new FreshProject();
    await project.start();
    const source = project.write("core/deck.ts", "broken");
    const start = await project.start();
    expect(start).toMatchObject({ code: 1, stdout: "" });
    expect(start.stderr).toMatch(/unexpected token\nLa construction .* a échoué/);
    expect(start.stderr).not.toMatch(stackTrace);
    expect(project.has("out/.built")).toBe(false);
    expect((await project.start()).code).toBe(1);
    writeFileSync(source, "export {};");
    expect((await project.start()).code).toBe(0);
  });

  it("leaves the application that runs its files", async () => {
    const project = new FreshProject();
    await project.start();
    const before = readFileSync(path.join(project.root, "out/main/cli.js"), "utf8");
    project.write("core/deck.ts", "broken");
    await project.start();
    expect(readFileSync(path.join(project.root, "out/main/cli.js"), "utf8")).toBe(before);
  });
});

describe("an installed copy, without sources", () => {
  it("plays without npm and without a build", async () => {
    const project = new FreshProject();
    await project.start();
    for (const source of ["package-lock.json", "electron.vite.config.ts", "core", "node_modules"]) {
      removeFolder(path.join(project.root, source));
    }
    const start = await project.start();
    expect(start).toMatchObject({ code: 0, stderr: "" });
    expect(project.calls).toEqual(["npm ci", "build"]);
  });

  it("says what is missing", async () => {
    const project = new FreshProject();
    rmSync(path.join(project.root, "package-lock.json"));
    rmSync(path.join(project.root, "electron.vite.config.ts"));
    const start = await project.start();
    expect(start.code).toBe(1);
    expect(start.stderr).toBe(
      "Cette copie de l’application est incomplète (out/main/cli.js manque) : réinstallez-la.\n",
    );
  });
});

describe.each([
  ["in this process", process.versions.node],
  ["on the Node of the packages", "99.0.0"],
])("the application, %s", (_where, version) => {
  async function installed(): Promise<FreshProject> {
    const project = new FreshProject();
    await project.start();
    project.write("node_modules/node/package.json", JSON.stringify({ version }));
    return project;
  }

  it("runs there", async () => {
    const project = await installed();
    const child = project.begin(["serve"]);
    const here = played(await ended(child)).pid === child.pid;
    expect(here).toBe(version === process.versions.node);
  });

  it("gives its exit code", async () => {
    const project = await installed();
    expect((await project.start(["exit", "2"])).code).toBe(2);
  });

  it("gets the signals, and ends as it likes", async () => {
    const project = await installed();
    const child = project.begin(["wait"]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect(await ended(child)).toMatchObject({ code: 7, signal: null });
  });

  it("killed by a signal, has that signal told", async () => {
    const project = await installed();
    const child = project.begin(["wait"]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGINT");
    expect(await ended(child)).toMatchObject({ code: null, signal: "SIGINT" });
  });
});
