import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takePulse, type Pulse } from "../electron/pulse.ts";

/** A browser as the protocol shows it: it answers, or it does not. */
function browser() {
  const silent = new Set<"browser" | "page" | "picture">();
  const forEver = new Promise<never>(() => undefined);
  return {
    silent,
    send(method: string, params?: object): Promise<unknown> {
      if (silent.has("browser")) return forEver;
      if (method === "Target.getTargets")
        return Promise.resolve({ targetInfos: [{ targetId: "1", type: "page" }] });
      if (method === "Target.attachToTarget") return Promise.resolve({ sessionId: "s" });
      if (method === "Browser.getVersion") return Promise.resolve({});
      if (silent.has("page")) return forEver;
      const draws = JSON.stringify(params).includes("requestAnimationFrame");
      return draws && silent.has("picture") ? forEver : Promise.resolve({});
    },
  };
}

let pulse: Pulse;
let stops: { kind: string; at: number }[];
let draws = true;

function watch(tools: ReturnType<typeof browser>): void {
  stops = [];
  draws = true;
  pulse = takePulse({
    tools,
    mono: () => performance.now(),
    draws: () => draws,
    onStop: (kind) => stops.push({ kind, at: performance.now() }),
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  pulse.stop();
  vi.useRealTimers();
});

describe("the pulse of a browser", () => {
  it.each([
    ["browser", "browser-frozen", 2_000],
    ["page", "page-frozen", 4_000],
    ["picture", "gpu-frozen", 3_500],
  ] as const)(
    "a %s that stands still is %s within %i ms, told once",
    async (part, kind, withinMs) => {
      const tools = browser();
      watch(tools);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(stops).toEqual([]);
      tools.silent.add(part);
      const since = performance.now();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(stops.map((each) => each.kind)).toEqual([kind]);
      expect(stops[0]?.at).toBeLessThanOrEqual(since + withinMs);
    },
  );

  it("a display that is asleep is drawn on by nobody, and that is no fault", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    draws = false;
    tools.silent.add("picture");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stops).toEqual([]);
  });

  it("a display on which nothing was ever drawn is not waited for", async () => {
    const tools = browser();
    tools.silent.add("picture");
    watch(tools);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stops).toEqual([]);
  });

  it("a page that has parted and does not answer is gone within a second; one that does is well", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    await pulse.doubt();
    expect(stops).toEqual([]);
    tools.silent.add("page");
    void pulse.doubt();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stops.map((each) => each.kind)).toEqual(["page-gone"]);
  });

  it("a browser that is slow to open its page is given its time", async () => {
    const tools = browser();
    tools.silent.add("browser");
    watch(tools);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stops).toEqual([]);
  });
});
