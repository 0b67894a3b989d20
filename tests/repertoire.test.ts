import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cueAt, slideAt } from "../core/running.ts";
import { begin as beginShow } from "../core/show.ts";
import { viewOf } from "../core/view.ts";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler, type Compiler } from "../electron/compile.ts";
import { openLibrary, type Library } from "../electron/library.ts";
import type { Order } from "../electron/order.ts";
import { prepare } from "../electron/repertoire.ts";
import { plainOrder } from "./order.ts";
import { removeFolder } from "./remove-folder.mjs";

const SLIDES = join(import.meta.dirname, "../slides");
let folder = "";
let compiler: Compiler;
let library: Library;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-repertoire-"));
  compiler = startCompiler(forkCompiler(new URL("../electron/compiler.ts", import.meta.url)));
  library = openLibrary(compiler, "secret");
});
afterEach(async () => {
  await compiler.close();
  removeFolder(folder);
});

const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const order = (change: Partial<Order>) => plainOrder({ folder, ...change });
const now = { wall: Date.UTC(2027, 4, 3, 12), zone: "Europe/Paris" };
const begin = { turn: 0, cue: 0, slide: 0 };

it("a deck that is missing or empty is skipped with a problem, and the rest plays", async () => {
  put("good.fr.md", "# Bonjour\n\n---\n\n# Encore");
  put("empty.fr.md", "");
  const playlist = put("x.playlist.yaml", "decks: [gone, empty, good]");
  const { running } = (await prepare(order({ playlist }), library)).at(now);
  expect(running.loops.map((loop) => loop.map((cue) => basename(cue.deck)))).toEqual([
    ["good.fr.md"],
  ]);
  const files = library.problems().filter((each) => each.severity === "error");
  expect(new Set(files.map((each) => basename(each.file)))).toEqual(
    new Set(["gone.fr.md", "empty.fr.md"]),
  );
});

it("with nothing left, a calm slide says what is wrong in both languages", async () => {
  const playlist = put("x.playlist.yaml", "decks: [gone]");
  const { running } = (await prepare(order({ playlist }), library)).at(now);
  const { deck, revision } = cueAt(running, begin);
  const slide = library.slide(deck, revision, 0);
  expect(slide?.html).toContain("gone.fr.md");
  expect(slide?.html).toMatch(/lang="en"/);
  expect(slideAt(running, begin).steps).toBe(0);
});

it.each([
  ["leads round in a circle, as on a share that fails", "circle"],
  ["is longer than a file's may be", "a".repeat(300)],
  ["no file can bear", "a\\0b"],
])("a deck whose name %s is skipped, and the rest plays", async (_, name) => {
  put("good.fr.md", "# Bonjour");
  symlinkSync("circle", join(folder, "circle"));
  const playlist = put("x.playlist.yaml", `decks: ["${name}", "${name}/", good]`);
  const { running } = (await prepare(order({ playlist }), library)).at(now);
  expect(running.loops.map((loop) => loop.map((cue) => basename(cue.deck)))).toEqual([
    ["good.fr.md"],
  ]);
  expect(library.problems()[0]?.severity).toBe("error");
});

it.each([
  ["is not there", null],
  ["is not YAML", "decks: ["],
  ["names no deck", "decks: []"],
])("a playlist that %s gives the calm slide and a problem", async (_, text) => {
  const playlist = text === null ? join(folder, "none.yaml") : put("x.playlist.yaml", text);
  const repertoire = await prepare(order({ playlist }), library);
  const { running } = repertoire.at(now);
  const { problems } = repertoire;
  expect(cueAt(running, begin).deck).toMatch(/fallback/);
  expect(problems).toMatchObject([{ severity: "error", file: playlist }]);
});

it("what a deck's text says can't change the calm slide", async () => {
  const name = "<img src=x onerror=alert(1)> **b** [l](x.example).md";
  const { running } = (await prepare(order({ decks: [join(folder, name)] }), library)).at(now);
  const { deck, revision } = cueAt(running, begin);
  const html = library.slide(deck, revision, 0)?.html ?? "";
  expect(html).not.toMatch(/<img|<a |<b>/);
  expect(html).toContain("onerror");
});

it("pictures, films and folders of them play without a deck, each in its language, a film to its end", async () => {
  put("plan.fr.png", "");
  put("plan.en.png", "");
  mkdirSync(join(folder, "photos"));
  for (const name of ["10.jpg", "9.jpg", ".hidden.jpg", "notes.txt"]) put(join("photos", name), "");
  copyFileSync(join(SLIDES, "films/cell.webm"), join(folder, "cell.webm"));
  mkdirSync(join(folder, "empty"));
  const playlist = put(
    "x.playlist.yaml",
    "lang: [fr, en]\nmin: 1\nmax: 3\ndecks:\n  - plan.png\n  - folder: photos\n    seconds: 7\n  - photos\n  - video: cell.webm\n  - folder: empty",
  );
  const { running } = (await prepare(order({ playlist }), library)).at(now);
  const played = running.loops[0]?.flatMap(({ deck, revision, slides }) =>
    slides.map(({ index, seconds }) => {
      const slide = library.slide(deck, revision, index);
      return [slide?.assets[0], seconds];
    }),
  );
  expect(played).toEqual([
    ["plan.fr.png", 8],
    ...["9.jpg", "10.jpg"].map((name) => [name, 7]),
    ...["9.jpg", "10.jpg"].map((name) => [name, 3]),
    // As long as the film, whatever the slides around it are held to.
    ["cell.webm", 4],
  ]);
  expect(running.loops[1]?.[0]?.lang).toBe("en");
  expect(library.problems()).toMatchObject([{ code: "folder-empty", file: join(folder, "empty") }]);
});

it("the scheme of the order goes before that of the playlist", async () => {
  put("a.fr.md", "# Un");
  const playlist = put("x.playlist.yaml", "scheme: dark\ndecks: [a]");
  const schemes = async (change: Partial<Order>) => {
    const { running } = (await prepare(order({ playlist, ...change }), library)).at(now);
    const show = beginShow("kiosk", { mono: 0, ...now });
    return new Set(viewOf(show, running).slides.map((slide) => slide.scheme));
  };
  expect(await schemes({})).toEqual(new Set(["dark"]));
  expect(await schemes({ scheme: "light" })).toEqual(new Set(["light"]));
});

it("the picture moves a little each minute on a display that is ours alone, unless its playlist says no", async () => {
  put("a.fr.md", "# Un");
  const playlist = put("x.playlist.yaml", "decks: [a]");
  const calm = put("y.playlist.yaml", "shift: false\ndecks: [a]");
  const moves = async (change: Partial<Order>) => {
    const { running } = (await prepare(order({ playlist, ...change }), library)).at(now);
    return viewOf(beginShow("kiosk", { mono: 0, ...now }), running).shift;
  };
  expect(await moves({})).toBe(true);
  expect(await moves({ playlist: calm })).toBe(false);
  expect(await moves({ windowed: true })).toBe(false);
  expect(await moves({ shell: "serve" })).toBe(false);
  expect(await moves({ mode: "talk" })).toBe(false);
  // The calm slide may be the one that stays for days.
  expect(await moves({ playlist: put("z.playlist.yaml", "decks: [gone]") })).toBe(true);
});

it("languages of the order go before those of the playlist, and a deck of one language plays alone", async () => {
  put("a.fr.md", "# Un");
  put("a.en.md", "# One");
  const playlist = put("x.playlist.yaml", "lang: fr\ndecks: [a]");
  const both = await prepare(order({ playlist, langs: ["fr", "en"] }), library);
  const { running } = both.at(now);
  expect(running.loops.map((loop) => loop[0]?.lang)).toEqual(["fr", "en"]);
  const alone = await prepare(order({ decks: [join(folder, "a.en.md")] }), library);
  expect(alone.at(now).running.loops.map((loop) => loop[0]?.lang)).toEqual(["en"]);
});
