import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chooseShell, hasDisplay } from "../electron/choose-shell.mjs";
import { options, verbs } from "../electron/command-table.ts";
import { findBrowser, usualPlaces } from "../electron/setup-browser.mjs";
import { needOf, type Need } from "../electron/setup-need.mjs";
import { onPath } from "../electron/setup-process.mjs";
import { allSentences, languageOf, sentenceIn, type Sentence } from "../electron/setup-words.mjs";
import { setUp, type Machine } from "../electron/setup.mjs";
import { FreshProject } from "./fresh-project.ts";
import { removeFolder } from "./remove-folder.mjs";

describe("what a command line needs", () => {
  it.each<[string, Need]>([
    ["", { window: true, asked: undefined }],
    ["kiosk", { window: true, asked: undefined }],
    ["--port 4321 present deck.md", { window: true, asked: undefined }],
    ["--decks serve kiosk", { window: true, asked: undefined }],
    ["kiosk --shell=chromium --window", { window: true, asked: "chromium" }],
    ["kiosk --shell electron", { window: true, asked: "electron" }],
    ["kiosk --shell serve", { window: false, asked: "serve" }],
    ["serve", { window: false, asked: undefined }],
    ["check slides --json", { window: false, asked: undefined }],
    ["--help", { window: false, asked: undefined }],
    ["kiosk --help", { window: false, asked: undefined }],
    ["--version", { window: false, asked: undefined }],
    ["play", { window: false, asked: undefined }],
    ["kiosk --frobnicate", { window: false, asked: undefined }],
    ["kiosk --shell netscape", { window: false, asked: undefined }],
    ["kiosk --shell", { window: false, asked: undefined }],
  ])("%s", (line, need) => {
    expect(needOf(line.split(" ").filter(Boolean))).toEqual(need);
  });

  it("knows every command and option of the application", () => {
    for (const verb of Object.keys(verbs)) {
      expect([verb, needOf([verb]).window]).toEqual([
        verb,
        !["serve", "check", "schedule", "journal"].includes(verb),
      ]);
    }
    for (const [name, { type }] of Object.entries(options)) {
      if (name === "help" || name === "version" || name === "shell") continue;
      const line = type === "string" ? [`--${name}`, "serve", "kiosk"] : [`--${name}`, "kiosk"];
      expect([name, needOf(line).window]).toEqual([name, true]);
    }
  });
});

describe("the shell", () => {
  it.each([
    [{ asked: "serve", electron: true, browser: true, hasDisplay: true }, { shell: "serve" }],
    [
      { asked: "electron", electron: false, browser: true, hasDisplay: false },
      { shell: "electron" },
    ],
    [{ electron: true, browser: true, hasDisplay: true }, { shell: "electron" }],
    [{ electron: false, browser: true, hasDisplay: true }, { shell: "chromium" }],
    [
      { electron: true, browser: true, hasDisplay: false },
      { shell: "serve", why: "no-display" },
    ],
    [
      { electron: false, browser: true, hasDisplay: false },
      { shell: "serve", why: "no-display" },
    ],
    [
      { electron: false, browser: false, hasDisplay: true },
      { shell: "serve", why: "no-browser" },
    ],
  ] as const)("%j is %j", (machine, choice) => {
    expect(chooseShell({ asked: undefined, ...machine })).toEqual(choice);
  });

  it("looks for a display on Linux only", () => {
    expect(hasDisplay({}, "linux")).toBe(false);
    expect(hasDisplay({ DISPLAY: ":0" }, "linux")).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
    expect(hasDisplay({}, "darwin")).toBe(true);
    expect(hasDisplay({}, "win32")).toBe(true);
  });
});

/** A machine on which the fresh project is installed and built, and what its set-up said. */
async function installedOn(machine: Partial<Machine> = {}) {
  const project = new FreshProject();
  await project.start();
  const said: Sentence[] = [];
  const place = {
    root: project.root,
    env: project.env,
    say: (one: Sentence) => void said.push(one),
  };
  const facts = { hasDisplay: true, mayInstall: true, places: [], patienceMs: 1_000, ...machine };
  const need = (asked?: Need["asked"]) => setUp(place, { window: true, asked }, facts);
  return { project, said, need };
}

describe("the browser", () => {
  it("is the first of Chrome, Chromium and Edge on PATH", async () => {
    const { project, need } = await installedOn();
    const edge = project.program("microsoft-edge", "");
    expect((await need()).browser).toBe(edge);
    const chromium = project.program("chromium", "");
    expect((await need()).browser).toBe(chromium);
    const chrome = project.program("google-chrome", "");
    expect((await need()).browser).toBe(chrome);
  });

  it("is looked for in the usual places too", () => {
    const project = new FreshProject();
    const chrome = project.program("Google Chrome", "");
    expect(findBrowser({}, [path.join(project.bin, "none"), project.bin, chrome])).toBe(chrome);
    const mac = usualPlaces("darwin", { HOME: "/Users/a" });
    expect(mac).toContain("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(mac).toContain("/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium");
    const windows = usualPlaces("win32", { ProgramFiles: "C:\\Program Files" });
    expect(windows).toContain("C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe");
    expect(usualPlaces("linux", {})).toContain("/opt/google/chrome/chrome");
  });

  it("is the one that MTINOV_BROWSER names, which must be a program", async () => {
    const { project, need } = await installedOn();
    project.program("chromium", "");
    project.env["MTINOV_BROWSER"] = project.program("my-browser", "");
    expect((await need()).browser).toBe(path.join(project.bin, "my-browser"));
    project.env["MTINOV_BROWSER"] = project.write("notes.txt", "");
    await expect(need()).rejects.toMatchObject({ sentence: "browserOverride" });
  });

  it("reaches the application", async () => {
    const { project } = await installedOn();
    project.env["MTINOV_BROWSER"] = project.program("my-browser", "");
    const start = await project.start(["kiosk", "--shell", "chromium"]);
    expect(JSON.parse(start.stdout)).toMatchObject({
      browser: project.env["MTINOV_BROWSER"],
      electron: null,
    });
  });

  it("is installed by root's apt-get where there is none", async () => {
    const { project, said, need } = await installedOn();
    const apt = `
      log("apt-get " + args.filter((arg) => !arg.startsWith("-") && !arg.includes("=")).join(" "));
      if (args.includes("chromium")) fs.writeFileSync(path.join(__dirname, "chromium"), "", { mode: 0o755 });`;
    project.program("apt-get", apt);
    expect((await need()).browser).toBe(path.join(project.bin, "chromium"));
    expect(said).toEqual(["browser"]);
    await need();
    expect(project.calls.slice(2)).toEqual([
      "apt-get update",
      "apt-get install chromium chromium-sandbox",
    ]);
  });

  it("is done without when apt-get fails, but not when it was asked for", async () => {
    const { project, said, need } = await installedOn();
    project.program("apt-get", "process.exit(100);");
    expect((await need()).browser).toBeUndefined();
    expect(said).toEqual(["browser", "aptFailed"]);
    await expect(need("chromium")).rejects.toMatchObject({ sentence: "noBrowser" });
  });

  it.each([
    ["to an account that may not", { mayInstall: false }],
    ["to a machine without a display", { hasDisplay: false }],
  ])("is not installed %s", async (_whom, machine) => {
    const { project, said, need } = await installedOn(machine);
    project.program("apt-get", 'log("apt-get");');
    expect((await need()).browser).toBeUndefined();
    expect(said).toEqual([]);
    expect(project.calls).not.toContain("apt-get");
  });
});

describe("the sentences", () => {
  it("are in the language of the locale, French by default", () => {
    expect(languageOf({})).toBe("fr");
    expect(languageOf({ LANG: "C.UTF-8" })).toBe("fr");
    expect(languageOf({ LANG: "en_US.UTF-8" })).toBe("en");
    expect(languageOf({ LANG: "en_US.UTF-8", LC_MESSAGES: "fr_FR" })).toBe("fr");
    expect(languageOf({ LANG: "fr_FR", LC_MESSAGES: "fr_FR", LC_ALL: "en_IE" })).toBe("en");
  });

  it.each(Object.keys(allSentences) as Sentence[])(
    "%s is one sentence in both languages",
    (one) => {
      for (const language of ["fr", "en"] as const) {
        const text = sentenceIn(language, one, "$& X");
        expect(text).toMatch(/^\p{Lu}[^\n]*[.…]$/u);
        expect(text).not.toMatch(/[.…] \p{Lu}|\{\}/u);
      }
      const holes = (text: string) => text.split("{}").length;
      expect(holes(allSentences[one].fr)).toBe(holes(allSentences[one].en));
    },
  );
});

describe("PATH", () => {
  it("may hold a folder that can't be looked into: what comes after it is found", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "mtinov-path-"));
    // A link to itself refuses a look to everybody, to root as well.
    symlinkSync(path.join(folder, "loop"), path.join(folder, "loop"));
    const PATH = [path.join(folder, "loop"), path.dirname(process.execPath)].join(path.delimiter);
    expect(onPath("node", { PATH }, "linux")).toBe(
      path.join(path.dirname(process.execPath), "node"),
    );
    removeFolder(folder);
  });
});
