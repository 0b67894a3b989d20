import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { ordinaryUser, runnableBy } from "../ordinary-user.mjs";
import { browser } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** `mtinov-stage check` as an author runs it, with a browser to look at the slides. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const planted = join(root, "tests/decks/planted");
let folder = "";

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-check-"));
  cpSync(planted, folder, { recursive: true });
  // Read by the ordinary user that runs the command.
  chmodSync(folder, 0o755);
});
test.afterEach(() => removeFolder(folder));

/** Every mistake of `tests/decks/planted`; one that shows lying and standing is named twice. */
const mistakes = [
  "couleurs.fr.md:5:14 background-contrast",
  "couleurs.fr.md:11:6 heading-order",
  "couleurs.fr.md:13:23 look-contrast",
  "couleurs.fr.md:15:36 character-lacking",
  "couleurs.fr.md:19:14 option-unknown",
  "couleurs.fr.md:27:1 look-crossing",
  "couleurs.fr.md:39:13 picture-undecodable",
  "fautes.en.md:35:1 pair-order",
  "fautes.fr.md:3:1 front-matter-unknown",
  "fautes.fr.md:4:1 front-matter-value",
  "fautes.fr.md:11:5 heading-order",
  "fautes.fr.md:13:5 picture-unnamed",
  "fautes.fr.md:17:1 key-duplicate",
  "fautes.fr.md:21:1 link-target",
  "fautes.fr.md:21:47 link-refused",
  "fautes.fr.md:23:25 url-remote",
  "fautes.fr.md:25:20 url-outside",
  "fautes.fr.md:33:1 element-removed",
  "fautes.fr.md:35:4 attribute-removed",
  "fautes.fr.md:37:11 style-removed",
  "fautes.fr.md:40:1 slide-empty",
  "fautes.fr.md:41:1 pair-missing",
  "fautes.fr.md:43:1 seconds-short",
  "fautes.fr.md:47:12 asset-missing",
  "fautes.fr.md:49:11 picture-undecodable",
  "fautes.fr.md:68:5 look-overflow",
  "fautes.fr.md:75:1 pair-order",
  "fautes.fr.md:81:1 look-clipped",
  "fautes.fr.md:81:1 look-clipped",
  "fautes.fr.md:85:27 look-small",
  "fautes.fr.md:85:27 look-small",
  "fautes.fr.md:89:1 pair-missing",
  "fautes.fr.md:93:8 characters-bidi",
  "fautes.fr.md:95:1 container-open",
  "fautes.fr.md:97:1 fence-open",
  "oublis.en.md:10:1 pair-untranslated-text",
  "oublis.fr.md:9:1 pair-untranslated-text",
  "oublis.fr.md:11:1 drawing-unnamed",
  "oublis.fr.md:13:5 container-unknown",
  "oublis.fr.md:19:26 dark-contrast",
  "oublis.fr.md:27:26 picture-vast",
  "inutile.svg:1:1 asset-unused",
];

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

interface Found {
  file: string;
  line: number;
  column: number;
  code: string;
  severity: string;
  message: { fr: string; en: string };
}

test("names every one of more than twenty mistakes planted in a deck, each with its line", async () => {
  const { code, stdout } = await check([folder, "--json"]);
  expect(code).toBe(1);
  const { problems } = JSON.parse(stdout) as { problems: Found[] };
  const named = problems.map(
    (each) => `${each.file.split("/").at(-1)}:${each.line}:${each.column} ${each.code}`,
  );
  expect(named).toEqual(mistakes);
  expect(new Set(problems.map((each) => each.code)).size).toBeGreaterThan(20);
});

test("is imported by other programs, and finds the same", async () => {
  const program = `import { check } from "mtinov-stage/check";
    const { problems, unseen } = await check([${JSON.stringify(join(folder, "oublis.fr.md"))}]);
    console.log(JSON.stringify({ unseen, codes: problems.map(({ line, code }) => line + " " + code) }));`;
  const { code, stdout, stderr } = await run(["--input-type=module", "--eval", program]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    unseen: null,
    codes: ["11 drawing-unnamed", "13 container-unknown", "19 dark-contrast", "27 picture-vast"],
  });
});

test("says what it did not check without a browser, and still reads the deck", async () => {
  const { code, stdout, stderr } = await check([join(folder, "fautes.fr.md")], {
    MTINOV_BROWSER: "",
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^not checked: overflow, contrast, .+\n$/);
  expect(stdout).toContain("fautes.fr.md:33:1 error ");
  expect(stdout).not.toContain("runs past");
});

test("finds nothing wrong with the bundled decks", async () => {
  const { code, stdout } = await check([join(root, "slides"), "--json"]);
  expect(JSON.parse(stdout)).toEqual({ problems: [], unseen: null });
  expect(code).toBe(0);
});

test("looks at two hundred slides, lying and standing, in less than fifteen seconds", async () => {
  const slide = (n: number) =>
    `# Slide ${n}\n\nSome **words** of it.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`;
  const file = join(folder, "long.en.md");
  writeFileSync(file, Array.from({ length: 200 }, (_, n) => slide(n)).join("\n---\n\n"));
  const before = performance.now();
  const { stdout, stderr } = await check([file]);
  expect(performance.now() - before).toBeLessThan(15_000);
  expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
});

test("draws a slide that runs over smaller when its deck asks for it, and tells what does not fit even so", async () => {
  const slide = (title: string, lines: number, asks = "") =>
    `${asks}# ${title}\n\n${Array.from({ length: lines }, (_, n) => `- line ${n + 1}`).join("\n")}\n`;
  const file = join(folder, "fitted.en.md");
  const slides = [
    slide("Fits smaller", 12),
    slide("Fits no more", 20),
    slide("Does not ask", 12, '<!-- .slide: data-fit="none" -->\n\n'),
  ];
  writeFileSync(file, `---\nfit: auto\n---\n\n${slides.join("\n---\n\n")}`);
  const { stdout } = await check([file, "--json"]);
  const { problems } = JSON.parse(stdout) as { problems: Found[] };
  const starts = problems.map(({ line, code }) => ({ code, second: line > 20 && line < 45 }));
  expect(starts).toEqual([
    { code: "look-overflow", second: true },
    { code: "look-overflow", second: false },
  ]);
});

function check(args: string[], env: Record<string, string> = {}): Promise<Result> {
  return run(["out/main/cli.js", "check", ...args], env);
}

/** Node in the folder of the built application. */
function run(args: string[], env: Record<string, string> = {}): Promise<Result> {
  const user = ordinaryUser();
  const home = user ? runnableBy(user, root) : root;
  const node = user ? join(home, "node_modules/node/bin/node") : process.execPath;
  const options = {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: home,
    env: {
      ...process.env,
      ...(user && { HOME: user.home, USER: "mtinov-test" }),
      LC_ALL: "en_GB.UTF-8",
      MTINOV_BROWSER: browser,
      ...env,
    },
  };
  return new Promise((resolve) => {
    execFile(node, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
