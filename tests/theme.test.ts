import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compileDeck } from "../core/program.ts";
import { readTheme } from "../core/theme-read.ts";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler } from "../electron/compile.ts";
import { openLibrary } from "../electron/library.ts";
import { heldFont, heldTokens } from "../renderer/theme-wall.ts";
import { removeFolder } from "./remove-folder.mjs";

const read = (css: string, file = "look/mine.css") => readTheme(css, file, "/d/x/");
const said = (css: string) =>
  read(css).problems.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);

describe("a theme", () => {
  it("sets tokens by day and by night, and what is no colour in both", () => {
    const { theme, problems } = read(`
      /* ours */
      :root {
        --slide: #fff; --ink: rgb(0 0 0 / 90%);
        --font-text: "Mine", sans-serif; --radius-small: 4px; --lead-text: 1.4;
      }
      [data-scheme="dark"] { --slide: oklch(20% 0.02 280); --radius-small: 0 }
      @media (prefers-color-scheme: dark) { :root { --ink: color-mix(in oklab, white 90%, navy) } }
      :root[data-scheme=light] { --focus: red }
    `);
    expect(problems).toEqual([]);
    expect(theme.light).toEqual({
      "--slide": "#fff",
      "--ink": "rgb(0 0 0 / 90%)",
      "--focus": "red",
      "--font-text": '"Mine", sans-serif',
      "--radius-small": "4px",
      "--lead-text": "1.4",
    });
    expect(theme.dark).toEqual({
      "--slide": "oklch(20% 0.02 280)",
      "--ink": "color-mix(in oklab, white 90%, navy)",
      "--font-text": '"Mine", sans-serif',
      "--radius-small": "0",
      "--lead-text": "1.4",
    });
  });

  it("brings fonts that lie beside it", () => {
    const { theme, assets, problems } = read(`@font-face {
      font-family: "Mine"; src: url("mine é.woff2") format("woff2");
      font-weight: 200 800; font-style: italic; unicode-range: U+0-FF, U+20??; font-display: swap }
      @font-face { font-family: Other; src: url(../other.woff2) }`);
    expect(problems).toEqual([]);
    expect(theme.fonts).toEqual([
      {
        family: "Mine",
        url: "/d/x/look/mine%20%C3%A9.woff2",
        weight: "200 800",
        style: "italic",
        range: "U+0-FF, U+20??",
      },
      {
        family: "Other",
        url: "/d/x/other.woff2",
        weight: "normal",
        style: "normal",
        range: "U+0-10FFFF",
      },
    ]);
    expect(assets).toEqual(["look/mine é.woff2", "other.woff2"]);
  });

  it.each([
    ["h1 { color: red }", "1:1 theme-rule"],
    ["\n@import url(x.css);", "2:1 theme-rule"],
    [":root, body { --ink: red }", "1:1 theme-rule"],
    [":root { h1 { --ink: red } }", "1:9 theme-rule"],
    ["@media print { :root { --ink: red } }", "1:1 theme-rule"],
    [":root { --inck: red }", "1:9 theme-token"],
    [":root {\n  color: red }", "2:3 theme-token"],
    [":root { --size-body: 90px }", "1:9 theme-token"],
    [":root { --ink: url(x.png) }", "1:9 theme-value"],
    [":root { --ink: var(--slide) }", "1:9 theme-value"],
    [":root { --ink: red !important }", "1:9 theme-value"],
    [":root { --ink: \\72 ed }", "1:9 theme-value"],
    [":root { --ink: expression(alert(1)) }", "1:9 theme-value"],
    [":root { --ink }", "1:9 theme-value"],
    [":root { --font-text: x; --radius-small: 900px }", "1:25 theme-value"],
    [":root { --ink: red", "1:7 theme-open"],
    ["@font-face { src: url(a.woff2) }", "1:1 theme-font"],
    ["@font-face { font-family: A; src: local(Arial) }", "1:30 theme-value"],
    ["@font-face { font-family: A; src: url(a.ttf) }", "1:30 theme-value"],
    ["@font-face { font-family: A; src: url(https://e.example/a.woff2) }", "1:30 url-remote"],
    ["@font-face { font-family: A; src: url(../../a.woff2) }", "1:30 url-outside"],
    ["@font-face { font-family: A; src: url(a.woff2); size-adjust: 400% }", "1:49 theme-token"],
  ])("refuses %j, at its place", (css, expected) => {
    expect(said(css)[0]).toBe(`look/mine.css:${expected}`);
    const { theme } = read(css);
    expect(Object.values(theme.light).filter((value) => value !== "x")).toEqual([]);
  });

  it("names the token that is most like a wrong one", () => {
    expect(read(":root { --eosine: red }").problems[0]?.message.en).toContain("--eosin");
  });

  it("is read in time, whatever it holds", () => {
    for (const part of [
      "{",
      "}",
      "/*",
      '"',
      "a{",
      "@media (prefers-color-scheme: dark){",
      ":root{--ink:",
    ])
      expect(read(part.repeat(50_000)).problems.length).toBeLessThanOrEqual(50);
  });
});

describe("wall 2", () => {
  // Even with a browser that takes anything for a colour.
  beforeAll(() => void vi.stubGlobal("CSS", { supports: () => true }));
  afterAll(() => void vi.unstubAllGlobals());

  it("lets through what wall 1 makes of a theme, token by token", () => {
    const css =
      ':root { --ink: rgb(0 0 0 / 90%); --font-text: "A b", serif; --radius-small: 4.5px; --weight-text: 400; --width-display: 92%; --lead-text: 1.35; --track-display: -0.02em }';
    const { light } = read(css).theme;
    expect(Object.fromEntries(heldTokens(light))).toEqual(light);
    expect(Object.keys(light)).toHaveLength(7);
  });

  it.each([
    ["--ink", "url(https://e.example/x)"],
    ["--ink", "image-set('x' 1x)"],
    ["--ink", "red; background: url(x)"],
    ["--ink", "r\\65 d"],
    ["--font-text", "x; color: red"],
    ["--font-text", "url(x)"],
    ["--radius-small", "calc(1px * 1e9)"],
    ["--size-body", "900px"],
    ["color", "red"],
    ["__proto__", "red"],
  ])("refuses %s: %s", (name, value) => {
    expect(heldTokens(Object.fromEntries([[name, value]]))).toEqual([]);
  });

  it("takes a font from the deck's folder alone", () => {
    const address = `/d/${"a".repeat(22)}/look/mine.woff2`;
    const font = {
      family: "Mine",
      url: address,
      weight: "200 800",
      style: "normal",
      range: "U+0-FF, U+20??",
    };
    expect(heldFont(font)).toBe(true);
    for (const change of [
      { url: "https://e.example/a.woff2" },
      { url: "/assets/a.woff2" },
      { url: `${address}") , url("https://e.example/a.woff2` },
      { url: address.replace("woff2", "svg") },
      { url: `/d/${"a".repeat(22)}/../x.woff2` },
      { family: 'x"; src: url(y)' },
      { weight: "400; x" },
      { style: "oblique 40deg" },
      { range: "url(x)" },
    ])
      expect(heldFont({ ...font, ...change })).toBe(false);
  });
});

describe("a deck", () => {
  const deck = (front: string, files: Record<string, string> = {}, defaults?: string) =>
    compileDeck("/deck.md", `---\ntitle: T\n${front}\n---\n# A\n---\n# B`, {
      base: "/d/x/",
      files: new Map(Object.entries(files)),
      ...(defaults !== undefined && { defaults }),
    });
  const codes = (...given: Parameters<typeof deck>) =>
    deck(...given).problems.map(({ file = "", line, code }) => `${file}:${line} ${code}`);
  const css = ":root { --ink: red }";

  it("wears the style sheet that it names, on every slide", () => {
    const made = deck("theme: look/mine.css", { "look/mine.css": css });
    expect(made.slides.map(({ theme }) => theme?.light)).toEqual([
      { "--ink": "red" },
      { "--ink": "red" },
    ]);
    const hash = (text: string) => deck("theme: m.css", { "m.css": text }).slides[0]?.hash;
    expect(hash(css)).not.toBe(hash(":root { --ink: blue }"));
    expect(hash(css)).toBe(hash(`/* the same */ ${css}`));
  });

  it("says that its theme is not there, or is none", () => {
    expect(codes("theme: gone.css")).toEqual([":3 theme-missing"]);
    expect(codes("theme: ../out.css")).toEqual([":3 url-outside"]);
    expect(codes("theme: black")).toEqual([":3 theme-unknown"]);
    expect(codes("minutes: 3", {}, "fit: auto\ntheme: gone.css")).toEqual([
      "deck.yaml:2 theme-missing",
    ]);
    expect(deck("theme: gone.css").slides[0]?.theme).toBeNull();
  });

  it("says what is wrong in its theme once, in the theme's file", () => {
    expect(codes("theme: m.css", { "m.css": "\nh1 { color: red }" })).toEqual([
      "m.css:2 theme-rule",
    ]);
  });

  it("shows its logo on every slide, and needs its files once", () => {
    const made = deck("logo: brand/mti.svg\nlogoAlt: MTInov");
    const logo = '<img class="logo" src="/d/x/brand/mti.svg" alt="MTInov">';
    expect(made.slides.map(({ html }) => html)).toEqual([`<h1>A</h1>${logo}`, `<h1>B</h1>${logo}`]);
    expect(made.slides.map(({ assets }) => assets)).toEqual([["brand/mti.svg"], []]);
    expect(deck("logo: mti.svg").slides[0]?.html).toContain('alt="" role="presentation"');
    expect(codes("logo: https://e.example/l.png")).toEqual([":3 url-remote"]);
    expect(deck("logo: ../l.png").slides[0]?.html).toBe("<h1>A</h1>");
  });
});

it("the library reads a theme, follows it, and keeps the last good one while it is broken", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mtinov-theme-"));
  const compiler = startCompiler(forkCompiler(new URL("../electron/compiler.ts", import.meta.url)));
  const library = openLibrary(compiler, "secret");
  await mkdir(join(folder, "look"));
  const deck = join(folder, "a.md");
  const sheet = join(folder, "look/mine.css");
  await writeFile(deck, "# A");
  await writeFile(join(folder, "deck.yaml"), "theme: look/mine.css");
  await writeFile(sheet, ":root { --ink: red }");
  await library.open([deck]);
  const ink = () =>
    library.slide(deck, library.program(deck)?.revision ?? "", 0)?.theme?.light["--ink"];
  expect(ink()).toBe("red");
  expect(library.reading(sheet)).toEqual([deck]);
  await writeFile(sheet, ":root { --ink: blue");
  expect(await library.reload(deck)).toBe("refused");
  expect(library.problems()).toMatchObject([{ file: sheet, line: 1, code: "theme-open" }]);
  expect(ink()).toBe("red");
  await writeFile(sheet, ":root { --ink: blue }");
  expect(await library.reload(deck)).toBe("changed");
  expect(ink()).toBe("blue");
  await compiler.close();
  removeFolder(folder);
});
