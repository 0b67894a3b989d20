import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { pointedOver, putCursorAway, type Pointed } from "../electron/cursor.ts";

/** What the page hears of a mouse that nobody moves; `kiosk.spec.ts` looks at the arrow itself. */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(pointed: Pointed): void {
  onTestFinished(putCursorAway(pointed));
}

/** A page that loses the first moves. */
function page(lost: number) {
  const told = { moves: 0 };
  let heard = false;
  return {
    told,
    load: () => (heard = false),
    evaluate: (expression: string) => Promise.resolve(expression.startsWith("new") && !heard),
    point() {
      told.moves += 1;
      heard = told.moves > lost;
    },
  };
}

it("a page is told of a move until it has heard, and again after each load", async () => {
  const { told, load, ...pointed } = page(3);
  watch(pointed);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.moves).toBe(4);
  load();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.moves).toBe(5);
});

it("a page that refuses, or dies without an answer, is asked again", async () => {
  const { told, point, evaluate } = page(0);
  const evaluates = vi.fn(evaluate);
  evaluates.mockRejectedValueOnce(new Error("The page changes."));
  evaluates.mockReturnValueOnce(new Promise(() => undefined));
  watch({ evaluate: evaluates, point });
  await vi.advanceTimersByTimeAsync(11_000);
  expect(told.moves).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told.moves).toBe(1);
});

it("in a browser that has no page yet, it is told once there is one", async () => {
  const sent: string[] = [];
  const targets: { targetId: string; type: string; url: string }[] = [];
  const answers: Record<string, unknown> = {
    "Target.getTargets": { targetInfos: targets },
    "Target.attachToTarget": { sessionId: "s" },
    "Runtime.evaluate": { result: { value: true } },
  };
  watch(
    pointedOver({
      send(method, _params, session) {
        sent.push(`${session ?? ""} ${method}`);
        return Promise.resolve(answers[method]);
      },
    }),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent.splice(0)).toEqual([" Target.getTargets"]);
  // The number of a display is not the page.
  targets.push({ targetId: "2", type: "page", url: "http://127.0.0.1:1/badge.html" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent.splice(0)).toEqual([" Target.getTargets"]);
  targets.push({ targetId: "1", type: "page", url: "http://127.0.0.1:1/screen.html" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([
    " Target.getTargets",
    " Target.attachToTarget",
    "s Runtime.evaluate",
    "s Input.dispatchMouseEvent",
    "s Runtime.evaluate",
  ]);
});
