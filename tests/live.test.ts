import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler, type CompileRequest, type Compiler } from "../electron/compile.ts";
import { openLibrary, type DeckProblem, type Library } from "../electron/library.ts";
import { followEdits } from "../electron/live.ts";
import { prepare, type Repertoire } from "../electron/repertoire.ts";
import { plainOrder } from "./order.ts";
import { removeFolder } from "./remove-folder.mjs";

/** A playlist that is edited, replaced or half-written while it plays. */
let folder = "";
let compiler: Compiler;
let library: Library;
let live: { close(): void };
let reported: DeckProblem[][] = [];
/** What was last said of a booth: what it plays, and since when. */
let said: { plays: string[] | undefined; when: "now" | "loop" } | null = null;
let failures: string[] = [];
let waiting: ((repertoire: Repertoire) => void) | undefined;
const now = { wall: Date.UTC(2027, 4, 3, 12), zone: "Europe/Paris" };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-follow-"));
  sick = false;
  const fork = forkCompiler(new URL("../electron/compiler.ts", import.meta.url));
  compiler = startCompiler(async (megabytes) => {
    const started = await fork(megabytes);
    const post = (request: CompileRequest) => (sick ? started.kill() : started.post(request));
    return { ...started, post };
  });
  library = openLibrary(compiler, "secret");
  reported = [];
  failures = [];
  put("a.fr.md", "# Un");
  put("b.fr.md", "# Deux");
  const playlist = put("x.playlist.yaml", "decks: [a]");
  // Somebody looks at it: what is saved counts at once, where a booth waits for two seconds.
  const order = plainOrder({ shell: "serve", playlist, folder });
  live = followEdits({
    order,
    library,
    repertoire: await prepare(order, library),
    onNew: (repertoire) => waiting?.(repertoire),
    report: (problems) => void reported.push(problems),
    onFailed: (reason) => void failures.push(reason),
    retryMs: 100,
  });
});
afterEach(async () => {
  live.close();
  await compiler.close();
  removeFolder(folder);
});

function put(name: string, text: string | Buffer): string {
  writeFileSync(join(folder, `${name}.tmp`), text);
  renameSync(join(folder, `${name}.tmp`), join(folder, name));
  return join(folder, name);
}
/** A booth of its own, in place of the one that somebody looks at. */
async function booth(playlist: string): Promise<void> {
  live.close();
  said = null;
  library = openLibrary(compiler, "secret", { complete: true });
  const order = plainOrder({ playlist, folder });
  const repertoire = await prepare(order, library);
  live = followEdits({
    order,
    library,
    repertoire,
    onNew: (changed, when) => void (said = { plays: titles(changed), when }),
    report: (problems) => void reported.push(problems),
    onFailed: (reason) => void failures.push(reason),
  });
}
/** Processes that compile end as soon as one is asked to, as on a computer that is short of memory. */
let sick = false;
const SOON = { timeout: 10_000 };
const next = () => new Promise<Repertoire>((resolve) => (waiting = resolve));
const titles = (repertoire: Repertoire) =>
  repertoire.at(now).running.loops[0]?.[0]?.slides.map(({ title }) => title);
const decks = (repertoire: Repertoire) =>
  repertoire.at(now).running.loops.flatMap((loop) => loop.map(({ deck }) => basename(deck)));

it("a playlist that is replaced plays what it says now, a deck that was not there before included", async () => {
  let change = next();
  put("x.playlist.yaml", "decks: [a, b, c]");
  expect(decks(await change)).toEqual(["a.fr.md", "b.fr.md"]);
  change = next();
  put("c.fr.md", "# Trois");
  expect(decks(await change)).toEqual(["a.fr.md", "b.fr.md", "c.fr.md"]);
});

it("a playlist that is half-written changes nothing, even when a deck is saved meanwhile, and is said to be wrong", async () => {
  let change = next();
  put("x.playlist.yaml", "decks: [a, ");
  const kept = await change;
  expect(decks(kept)).toEqual(["a.fr.md"]);
  expect(kept.problems).toMatchObject([{ code: "playlist", severity: "error", line: 1 }]);
  expect(reported.at(-1)).toMatchObject([{ code: "playlist" }]);
  change = next();
  put("a.fr.md", "# Un, mieux dit");
  const edited = await change;
  expect(edited.at(now).running.loops[0]?.[0]?.slides[0]?.title).toBe("Un, mieux dit");
  change = next();
  put("x.playlist.yaml", "decks: [b]");
  const whole = await change;
  expect(decks(whole)).toEqual(["b.fr.md"]);
  expect(whole.problems).toEqual([]);
  expect(library.watched()).not.toContain(join(folder, "a.fr.md"));
});

it("on a booth, a slide whose picture is pulled out is not played again, and is back when its picture is whole", async () => {
  const picture = readFileSync(join(import.meta.dirname, "../slides/films/cell.png"));
  put("cell.png", picture);
  const deck = put("a.fr.md", "# Un\n\n---\n\n# Deux\n\n![une cellule](cell.png)");
  await booth(put("x.playlist.yaml", "decks: [a]"));
  rmSync(join(folder, "cell.png"));
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un"], when: "now" });
  // It leaves at once; why is known when the deck has been read again.
  await expect
    .poll(() => library.problems(), SOON)
    .toMatchObject([{ code: "asset-missing", file: deck, line: 7 }]);
  // Half of a copy, standing still: only the whole one counts.
  writeFileSync(join(folder, "cell.png"), picture.subarray(0, picture.length / 2));
  put("cell.png", picture);
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un", "Deux"], when: "loop" });
  expect(library.problems()).toEqual([]);
});

it("captions that are put beside a film are shown, in its language", async () => {
  const change = next();
  put("a.fr.md", "# Un\n\n![Un film](film.webm)");
  await change;
  const later = next();
  put("film.fr.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour");
  const [cue] = (await later).at(now).running.loops[0] ?? [];
  const slide = library.slide(join(folder, "a.fr.md"), cue?.revision ?? "", 0);
  expect(slide?.html).toMatch(/<track kind="captions" [^>]*src="[^"]+film\.fr\.vtt"/);
});

it("on a booth, a slide is not played while its picture is being replaced", async () => {
  const picture = readFileSync(join(import.meta.dirname, "../slides/films/cell.png"));
  put("cell.png", picture);
  put("a.fr.md", "# Un\n\n---\n\n# Deux\n\n![une cellule](cell.png)");
  await booth(put("x.playlist.yaml", "decks: [a]"));
  writeFileSync(join(folder, "cell.png"), picture.subarray(0, 1_000));
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un"], when: "now" });
  writeFileSync(join(folder, "cell.png"), picture);
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un", "Deux"], when: "loop" });
});

it("a share that fails while it plays ends nothing: what needs it is taken off, and is back when the share is", async () => {
  const share = join(folder, "share");
  mkdirSync(share);
  put("share/c.fr.md", "# Trois");
  await booth(put("x.playlist.yaml", "decks: [share/c, a]"));
  renameSync(share, `${share}.away`);
  // Whatever is asked of it fails, and not because it is not there.
  symlinkSync("share", share);
  await expect
    .poll(() => library.problems(), SOON)
    .toMatchObject([{ code: "file-unreadable", file: join(share, "c.fr.md") }]);
  rmSync(share);
  renameSync(`${share}.away`, share);
  put("share/c.fr.md", "# Trois, mieux dit");
  await expect.poll(() => said, SOON).toEqual({ plays: ["Trois, mieux dit"], when: "loop" });
});

it("whoever is told of a change and fails ends nothing: that is told, and the next change is followed", async () => {
  waiting = () => {
    throw new Error("unforeseen");
  };
  put("a.fr.md", "# Un, mieux dit");
  await expect.poll(() => failures, SOON).toEqual(["unforeseen"]);
  const change = next();
  put("a.fr.md", "# Un, encore mieux dit");
  expect(titles(await change)).toEqual(["Un, encore mieux dit"]);
});

it("on a booth, a slide whose picture is away for a moment is back with it", async () => {
  put("cell.png", readFileSync(join(import.meta.dirname, "../slides/films/cell.png")));
  put("a.fr.md", "# Un\n\n---\n\n# Deux\n\n![une cellule](cell.png)");
  await booth(put("x.playlist.yaml", "decks: [a]"));
  // Heard later than the picture is known.
  put("a.fr.md", "# Un\n\n---\n\n# Deux, mieux dit\n\n![une cellule](cell.png)");
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un", "Deux, mieux dit"], when: "loop" });
  const [here, away] = [join(folder, "cell.png"), join(folder, "away.png")];
  renameSync(here, away);
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un"], when: "now" });
  renameSync(away, here);
  await expect.poll(() => said, SOON).toEqual({ plays: ["Un", "Deux, mieux dit"], when: "loop" });
});

it("a deck that could not be compiled, for no fault of its own, is tried again until it can be", async () => {
  sick = true;
  put("a.fr.md", "# Un, mieux dit");
  await expect.poll(() => library.problems(), SOON).toMatchObject([{ code: "compile-failed" }]);
  const change = next();
  sick = false;
  expect(titles(await change)).toEqual(["Un, mieux dit"]);
  expect(library.problems()).toEqual([]);
});
