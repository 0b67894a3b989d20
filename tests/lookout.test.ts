import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fallbackDeck, fallbackRunning } from "../core/fallback.ts";
import type { Running } from "../core/running.ts";
import type { ToApp, ToKeeper } from "../electron/bond.ts";
import { openLookout, watchDisplay, type Lookout } from "../electron/lookout.ts";
import { startPlayer, type Player } from "../electron/player.ts";
import { chromiumShell } from "../electron/shell-chromium.ts";
import { PNG } from "./e2e/png.ts";
import { plainOrder } from "./order.ts";

/** A loop of slides of three contents, ten seconds each unless told otherwise. */
function loop(seconds = 10, steps = 0, contents = ["a", "b", "c"]): Running {
  const running = fallbackRunning(fallbackDeck({ fr: "Rien.", en: "Nothing." }));
  const [cue] = running.loops[0] ?? [];
  const [slide] = cue?.slides ?? [];
  if (!cue || !slide) throw new Error("no slide");
  const slides = contents.map((content, index) => ({
    ...slide,
    index,
    key: content,
    content,
    steps,
    seconds,
  }));
  return { loops: [[{ ...cue, slides }]] };
}

let player: Player;
let lookout: Lookout;
let pictures: string[];
let blank: boolean;
const faults: string[] = [];
const clock = () => ({ mono: performance.now(), wall: Date.now(), zone: "Europe/Paris" });

beforeEach(() => {
  // A booth's picture is moved each minute, and two pictures are compared within one: they begin after a move.
  vi.useFakeTimers({ now: Date.UTC(2027, 0, 4, 9, 0, 3) });
  faults.length = 0;
  pictures = [];
  blank = false;
  player = startPlayer(clock);
  player.start("main", "kiosk", loop());
});
afterEach(() => {
  lookout.close();
  player.stop();
  vi.useRealTimers();
});

function watch(show: () => string | null): void {
  lookout = openLookout({
    player,
    show: "main",
    async look() {
      const picture = show();
      if (picture === null) return null;
      pictures.push(picture);
      return { picture, uniform: blank };
    },
    onUnseen: () => faults.push("screen-unseen"),
    onFault: (kind) => faults.push(kind),
  });
}

const key = () => String(player.show("main").slide);

describe("the lookout", () => {
  it("says that a display stands still within three slides", async () => {
    watch(() => "always the same");
    await vi.advanceTimersByTimeAsync(45_000);
    expect(faults).toEqual(["screen-still"]);
  });

  it("says nothing of one that changes with its slides, and looks every ten seconds at most", async () => {
    watch(key);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(faults).toEqual([]);
    expect(pictures.length).toBeGreaterThan(50);
    expect(pictures.length).toBeLessThanOrEqual(61);
  });

  it("says once that no picture has come for a minute, and again after one has; a picture now and then will do", async () => {
    let comes = false;
    watch(() => (comes ? key() : null));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(faults).toEqual(["screen-unseen"]);
    comes = true;
    await vi.advanceTimersByTimeAsync(60_000);
    comes = false;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(faults).toEqual(["screen-unseen", "screen-unseen"]);
    let looks = 0;
    lookout.close();
    watch(() => ((looks += 1) % 4 === 0 ? key() : null));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(faults).toHaveLength(2);
  });

  it("does not wait for pictures of a show that is closed", async () => {
    watch(() => null);
    await vi.advanceTimersByTimeAsync(45_000);
    player.command("main", { type: "close", with: "black", at: "once" });
    await vi.advanceTimersByTimeAsync(600_000);
    player.command("main", { type: "open" });
    await vi.advanceTimersByTimeAsync(45_000);
    expect(faults).toEqual([]);
  });

  it.each([
    [1, 0, 2],
    [1.5, 0, 2],
    [2, 0, 2],
    [5, 0, 2],
    [5, 4, 2],
    [8, 0, 2],
    [10, 0, 2],
    [60, 0, 1],
  ])(
    "of slides of %d s with %d steps, one colour is known within %d of them, and the span of two looks",
    async (seconds, steps, slides) => {
      player.replace("main", loop(seconds, steps), "now");
      watch(key);
      await vi.advanceTimersByTimeAsync(3 * 60_000);
      expect(faults).toEqual([]);
      blank = true;
      await vi.advanceTimersByTimeAsync(Math.max(slides * seconds * 1000, 4_000) + 1_500);
      expect(faults).toContain("screen-blank");
    },
  );

  it("goes on looking at the one slide of a loop, though a picture of it takes longer than the time between two", async () => {
    player.replace("main", loop(2, 0, ["a"]), "now");
    let looks = 0;
    lookout = openLookout({
      player,
      show: "main",
      look() {
        looks += 1;
        return new Promise((resolve) => {
          setTimeout(() => resolve({ picture: "a", uniform: looks > 1 }), 5_000);
        });
      },
      onUnseen: () => faults.push("screen-unseen"),
      onFault: (kind) => faults.push(kind),
    });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(looks).toBeGreaterThan(3);
    expect(faults).toContain("screen-blank");
  });

  it("does not look at a show that is closed: it is meant to be dark", async () => {
    watch(() => "black");
    player.command("main", { type: "close", with: "black", at: "once" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(pictures).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe("a picture of the Chromium shell", () => {
  const [width, height] = [640, 360];
  const painted = (pixels: Buffer) => PNG(width, height, pixels, 9).toString("base64");
  const grey = painted(Buffer.alloc(width * height * 4, 128));
  const slides = [1, 2, 3].map((slide) => {
    const pixels = Buffer.alloc(width * height * 4, 128);
    pixels.fill(10, 0, slide * 4_000);
    return painted(pixels);
  });
  const slide = () => slides[player.show("main").slide] ?? null;

  /** A keeper that answers each look with what `picture` gives. */
  function keeper(picture: () => string | null) {
    const told: ToKeeper[] = [];
    const listeners = new Set<(message: ToApp) => void>();
    const say = (message: ToApp) => {
      for (const listener of listeners) listener(message);
    };
    const shell = chromiumShell(
      (message) => {
        told.push(message);
        if (message.type !== "look") return;
        // Of another window: none of ours.
        say({ type: "picture", window: "other", png: grey });
        setTimeout(() => say({ type: "picture", window: message.window, png: picture() }), 100);
      },
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    );
    const order = plainOrder({ mode: "kiosk", shell: "chromium" });
    const watching = watchDisplay(order, shell, player, (_, kind) => faults.push(kind));
    if (!watching) throw new Error("nobody looks");
    lookout = watching;
    return told;
  }
  const mends = (told: ToKeeper[]) => told.filter(({ type }) => type === "mend");

  it("that is all one colour has the keeper replace the browser", async () => {
    let dead = false;
    const told = keeper(() => (dead ? grey : slide()));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(mends(told)).toEqual([]);
    dead = true;
    await vi.advanceTimersByTimeAsync(22_000);
    expect(mends(told)).toEqual([{ type: "mend", window: "main", kind: "screen-blank" }]);
  });

  it("that stays the same through two changes does too", async () => {
    const told = keeper(() => slides[0] ?? null);
    await vi.advanceTimersByTimeAsync(35_000);
    expect(mends(told)).toEqual([{ type: "mend", window: "main", kind: "screen-still" }]);
  });

  it("that cannot be taken tells nothing", async () => {
    const told = keeper(() => null);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(told.filter(({ type }) => type === "look").length).toBeGreaterThan(10);
    expect(mends(told)).toEqual([]);
  });
});
