import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeskInput } from "../core/desk.ts";
import { draw, noInk, type DrawCommand } from "../core/drawing.ts";
import { latest, withInk, type Drawings } from "../core/drawings.ts";
import { compileDeck } from "../core/program.ts";
import { begin, perform, type Command } from "../core/show.ts";
import { openDrawings, type DeckDrawings } from "../electron/drawings.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "mtinov-drawings-"))));
afterEach(() => removeFolder(folder));

const stroke: DrawCommand = { type: "begin", kind: "pen", at: [10, 20] };
const NOW = { mono: 0, wall: 0, zone: "UTC" };

function talkOf(name: string): DeskInput {
  const { program } = compileDeck(join(folder, name), "# Un\n", { base: "", lang: "fr" });
  const { deck, revision, lang, slides } = program;
  return {
    show: begin("talk", NOW),
    running: { loops: [[{ deck, revision, lang, slides }]] },
    mono: 0,
    deckOf: () => null,
    problems: [],
    displays: [],
  };
}

const unsaved = () => join(folder, "state/drawings");
const open = (onFailure: (reason: string) => void = () => undefined) =>
  openDrawings(unsaved(), onFailure);

/** The talk with one stroke more, as the app has it drawn and kept. */
function drawn(input: DeskInput, on: DeckDrawings): DeskInput {
  const command: Command = { type: "draw", key: "un", command: stroke };
  const next = { ...input, show: perform(input.show, command, input.running, NOW) };
  on.keep(next);
  return next;
}

async function recalled(on: DeckDrawings, input: DeskInput): Promise<DeskInput> {
  const command: Command = { type: "recall", drawings: await on.recall(input) };
  return { ...input, show: perform(input.show, command, input.running, NOW) };
}

const strokesIn = ({ show }: DeskInput) => show.talk?.drawings.get("un")?.strokes.length ?? 0;
const strokesOf = async (on: DeckDrawings, input: DeskInput) =>
  strokesIn(await recalled(on, input));
/** A disk that others write to as well may be slow. */
const WRITING_MS = 10_000;
const written = () =>
  vi.waitFor(
    () => expect(readdirSync(unsaved())).toEqual([expect.stringMatching(/\.json$/)]),
    WRITING_MS,
  );

describe("what is drawn and not saved", () => {
  it("is there again for the next app, for that deck alone, in both of its languages", async () => {
    const first = open();
    drawn(await recalled(first, talkOf("talk.fr.md")), first);
    await written();
    const next = open();
    expect(await strokesOf(next, talkOf("talk.fr.md"))).toBe(1);
    expect(await strokesOf(next, talkOf("talk.en.md"))).toBe(1);
    expect(await strokesOf(next, talkOf("other.fr.md"))).toBe(0);
    // What a hand draws before the disk has answered is added to it.
    const early = drawn(talkOf("talk.fr.md"), open());
    expect(strokesIn(early)).toBe(1);
    expect(await strokesOf(open(), talkOf("talk.fr.md"))).toBe(1);
  });

  it("goes with the end of the talk, and once it is saved beside the deck", async () => {
    for (const end of ["forget", "saved"] as const) {
      const drawings = open();
      drawn(await recalled(drawings, talkOf("talk.fr.md")), drawings);
      await written();
      await drawings[end](talkOf("talk.fr.md"));
      expect(readdirSync(unsaved())).toEqual([]);
      expect(await strokesOf(open(), talkOf("talk.fr.md"))).toBe(0);
    }
  });

  it("is no more another day's, and damaged it is as good as none", async () => {
    const drawings = open();
    drawn(await recalled(drawings, talkOf("talk.fr.md")), drawings);
    await written();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 13 * 3_600_000 });
    expect(await strokesOf(open(), talkOf("talk.fr.md"))).toBe(0);
    vi.useRealTimers();
    writeFileSync(join(unsaved(), readdirSync(unsaved())[0] ?? ""), "{");
    expect(await strokesOf(open(), talkOf("talk.fr.md"))).toBe(0);
  });

  it("that can't be written is said once, and the drawing goes on", async () => {
    writeFileSync(join(folder, "state"), "a file in the way");
    const onFailure = vi.fn();
    const drawings = open(onFailure);
    let talk = await recalled(drawings, talkOf("talk.fr.md"));
    for (let count = 1; count <= 2; count += 1) {
      talk = drawn(talk, drawings);
      await vi.waitFor(() => expect(onFailure).toHaveBeenCalledOnce(), WRITING_MS);
      expect(strokesIn(talk)).toBe(count);
    }
    expect(existsSync(unsaved())).toBe(false);
  });
});

it("of many slides the ones drawn on last are kept, and the newest whatever it holds", () => {
  const long = draw(noInk, stroke);
  const inked = draw(long, { type: "extend", points: Array.from({ length: 18 }, (_, at) => at) });
  const drawings = ["a", "b", "c"].reduce<Drawings>(
    (all, key) => withInk(all, key, inked),
    new Map(),
  );
  expect([...latest(drawings, 25).keys()]).toEqual(["b", "c"]);
  expect([...latest(drawings, 1).keys()]).toEqual(["c"]);
  expect([...latest(drawings, 1_000).keys()]).toEqual(["a", "b", "c"]);
});
