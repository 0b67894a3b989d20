import { expect, it, onTestFinished, vi } from "vitest";
import { openRoom } from "../electron/room-chromium.ts";
import { browserOn, screenOf } from "./fake-displays.ts";

const ordinary = { left: 10, top: 10, width: 1280, height: 760, windowState: "normal" };

/** Opens a talk's room and returns the numbers that displays without a window of ours say when asked. */
async function numbers(screens: object[], windowed: boolean): Promise<string[]> {
  const browser = browserOn(screens, ordinary);
  const room = openRoom({
    room: { wanted: null, windowed, kept: {} },
    keep: () => undefined,
    onSeats: () => undefined,
    onElsewhere: () => undefined,
    numberAddress: ({ number, label }) => `${number} ${label}`,
  });
  onTestFinished(room.close);
  room.add("speaker", browser);
  await vi.advanceTimersByTimeAsync(2_000);
  room.identify();
  await vi.advanceTimersByTimeAsync(2_000);
  return browser.opened;
}

it("every display without a window of ours says its number, and each one where windows lie anywhere", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [laptop, projector, monitor] = [
    screenOf("laptop", 0, { isInternal: true }),
    screenOf("projector", 1920),
    screenOf("monitor", 3840),
  ];
  expect(await numbers([laptop, projector, monitor], false)).toEqual(["3 monitor"]);
  expect(await numbers([laptop, projector], true)).toEqual(["1 laptop", "2 projector"]);
  // The console says it itself.
  expect(await numbers([laptop], false)).toEqual([]);
});
