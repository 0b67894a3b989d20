import { describe, expect, it } from "vitest";
import { needsX11, switchOf } from "../electron/again.ts";
import { verifyAwake } from "../electron/awake.ts";
import { patience } from "../electron/patience.ts";
import { LOOK_MS, watchSilence } from "../electron/silence.ts";

describe("silence", () => {
  const watched = () => {
    const clock = { now: 0 };
    const silent: string[] = [];
    const watch = watchSilence(
      () => clock.now,
      (window) => void silent.push(window),
    );
    const pass = (ms: number) => {
      for (const end = clock.now + ms; clock.now < end;) {
        clock.now += LOOK_MS;
        watch.look();
      }
    };
    return { clock, silent, watch, pass };
  };

  it("of four seconds is told once, until the page is expected again", () => {
    const { silent, watch, pass } = watched();
    watch.expect("main");
    watch.heard("main");
    pass(4_000);
    expect(silent).toEqual([]);
    pass(1_000);
    watch.heard("main");
    pass(60_000);
    expect(silent).toEqual(["main"]);
    watch.expect("main");
    watch.heard("main");
    pass(5_000);
    expect(silent).toEqual(["main", "main"]);
  });

  it("blames nobody for the time the computer slept", () => {
    const { clock, silent, watch, pass } = watched();
    watch.expect("main");
    watch.heard("main");
    clock.now += 8 * 3600_000;
    watch.look();
    expect(silent).toEqual([]);
    pass(4_500);
    expect(silent).toEqual(["main"]);
  });

  it("of a page that went away on purpose is none", () => {
    const { silent, watch, pass } = watched();
    watch.expect("main");
    watch.forget("main");
    pass(60_000);
    expect(silent).toEqual([]);
  });
});

it("patience grows, and is back after a healthy life", () => {
  const clock = { now: 0 };
  const { next } = patience(() => clock.now);
  const waits = Array.from({ length: 9 }, () => {
    const wait = next();
    clock.now += wait;
    return wait;
  });
  expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  clock.now += 30_000;
  expect(next()).toBe(0);
});

it("patience with what costs nothing to try is no longer than that, and what lived afterwards was well", () => {
  const clock = { now: 0 };
  const { next } = patience(() => clock.now);
  const waits = Array.from({ length: 20 }, () => {
    const wait = next(15_000);
    clock.now += wait;
    return wait;
  });
  expect(waits.at(-1)).toBe(15_000);
  clock.now += 11_000;
  expect(next()).toBe(0);
});

describe("whether the display is kept on", () => {
  const answers = (text: string | null) => async () => text;
  const mac = 'pid 42(MTInov Stage): [0x1] 00:01:02 NoDisplaySleepAssertion named: "Electron"\n';

  it.each([
    ["darwin", mac, "held"],
    ["darwin", mac.replace("42", "4"), "not-held"],
    ["darwin", mac.replace("NoDisplaySleepAssertion", "NoIdleSleepAssertion"), "not-held"],
    ["linux", 'string "org.freedesktop.Notifications"', "not-held"],
    ["linux", null, "unknown"],
    ["win32", "anything", "unknown"],
  ] as const)("on %s, which says %j: %s", async (platform, text, held) => {
    expect(await verifyAwake(platform, { XDG_RUNTIME_DIR: "/run" }, 42, answers(text))).toBe(held);
  });
});

describe("another start", () => {
  it("is asked for by an exit code that says which switch", () => {
    expect([71, 72, 70, 0, null].map(switchOf)).toEqual([
      "--disable-gpu",
      "--ozone-platform=x11",
      null,
      null,
      null,
    ]);
    const both = { WAYLAND_DISPLAY: "w", DISPLAY: ":0" };
    expect(needsX11("win32", both, "", false)).toBe(false);
    // A session of X's in which Wayland happens to be spoken.
    expect(needsX11("linux", both, "x11", false)).toBe(false);
    expect(needsX11("linux", both, "wayland", false)).toBe(true);
  });
});
