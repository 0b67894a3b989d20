import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fallbackDeck, fallbackRunning } from "../core/fallback.ts";
import type { Running } from "../core/running.ts";
import { openLookout, type Lookout } from "../electron/lookout.ts";
import { startPlayer, type Player } from "../electron/player.ts";

/** A loop of three slides of three contents, ten seconds each. */
function loop(): Running {
  const running = fallbackRunning(fallbackDeck({ fr: "Rien.", en: "Nothing." }));
  const [cue] = running.loops[0] ?? [];
  const [slide] = cue?.slides ?? [];
  if (!cue || !slide) throw new Error("no slide");
  const slides = ["a", "b", "c"].map((content, index) => ({
    ...slide,
    index,
    key: content,
    content,
    seconds: 10,
  }));
  return { loops: [[{ ...cue, slides }]] };
}

let player: Player;
let lookout: Lookout;
let pictures: string[];
const faults: string[] = [];
const clock = () => ({ mono: performance.now(), wall: Date.now(), zone: "Europe/Paris" });

beforeEach(() => {
  vi.useFakeTimers();
  faults.length = 0;
  pictures = [];
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
      return { picture, uniform: false };
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

  it("does not look at a show that is closed: it is meant to be dark", async () => {
    watch(() => "black");
    player.command("main", { type: "close", with: "black", at: "once" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(pictures).toEqual([]);
    expect(faults).toEqual([]);
  });
});
