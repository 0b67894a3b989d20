import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fallbackDeck, fallbackRunning } from "../core/fallback.ts";
import { cueAt, type Running } from "../core/running.ts";
import { startPlayer, type Player } from "../electron/player.ts";

let player: Player;
const calm = fallbackRunning(fallbackDeck({ fr: "Rien.", en: "Nothing." }));
const plays = (deck: string): Running => ({
  loops: calm.loops.map((loop) => loop.map((cue) => ({ ...cue, deck }))),
});
const deck = () => cueAt(player.running("main"), player.show("main")).deck;

beforeEach(() => {
  vi.useFakeTimers();
  player = startPlayer(() => ({ mono: performance.now(), wall: Date.now(), zone: "UTC" }));
});
afterEach(() => {
  player.stop();
  vi.useRealTimers();
});

it("what comes at the next loop lets this one end", async () => {
  player.start("main", "kiosk", plays("old"));
  player.replace("main", plays("new"), "loop");
  await vi.advanceTimersByTimeAsync(900);
  expect(deck()).toBe("old");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(deck()).toBe("new");
});

it("the calm slide makes room at once for anything that can be played", () => {
  player.start("main", "kiosk", calm);
  player.replace("main", plays("mended"), "loop");
  expect(deck()).toBe("mended");
});

it("a deck is in use as it plays, and as it will from the next loop on, until that has begun", () => {
  const { revision } = cueAt(plays("old"), { turn: 0, cue: 0, slide: 0 });
  const used = () => ["old", "new", "newer"].filter((name) => player.uses(name, revision));
  player.start("main", "kiosk", plays("old"));
  player.replace("main", plays("new"), "loop");
  expect(used()).toEqual(["old", "new"]);
  player.replace("main", plays("newer"), "loop");
  expect(used()).toEqual(["old", "newer"]);
  player.command("main", { type: "next" });
  expect(used()).toEqual(["newer"]);
  expect(player.uses("newer", "another")).toBe(false);
});
