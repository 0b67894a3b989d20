import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ElectronOptions, ElectronShell } from "../electron/shell-electron.ts";
import type { SeatsKept } from "../electron/talk-placement.ts";
import type { DeskDisplay } from "../core/desk.ts";
import type { Fake } from "./electron-main.ts";

/** A talk on the recording fake: which displays its two windows have, with one, two and three of them. */
let fake: Fake;
let shell: ElectronShell;
let kept: SeatsKept[];
let told: DeskDisplay[];
const laptop = () => fake.display(1, "Laptop", 0, 0, true);
const projector = (x = 1920) => fake.display(2, "Projector", x, 0);
const monitor = () => fake.display(3, "Monitor", 3840, 0);

async function open(
  displays: (typeof fake)["machine"]["displays"],
  given: Partial<ElectronOptions> = {},
): Promise<void> {
  fake.machine.displays = displays;
  const { electronShell } = await import("../electron/shell-electron.ts");
  shell = electronShell({
    preload: "/app/preload.cjs",
    wanted: null,
    alone: () => true,
    windowed: false,
    seats: {},
    keepSeats: (seats) => void kept.push(seats),
    onElsewhere: () => undefined,
    onSeveralDisplays: () => undefined,
    onGpuLost: () => undefined,
    onClosed: () => undefined,
    onEnd: () => undefined,
    ...given,
  });
  shell.onSeats?.((all) => (told = all));
  for (const [window, role] of [
    ["main", "audience"],
    ["main-speaker", "speaker"],
  ] as const)
    shell.open({ window, role, kind: "window", url: `stage://app/${role}.html#token` });
}

/** What was asked of the windows since the last look, in order. */
function asked(): unknown[] {
  const names = /^window\.(setBounds|setFullScreen|maximize|minimize|restore)$/;
  const seen = fake.calls.filter(([name]) => names.test(name));
  fake.calls.length = 0;
  return seen.map(([name, given]) => {
    const what = name.replace("window.", "");
    const at = given && typeof given === "object" && "x" in given ? given.x : given;
    return at === undefined ? what : [what, at];
  });
}
function plug(displays: (typeof fake)["machine"]["displays"]): void {
  fake.machine.displays = displays;
  fake.screen.emit("display-added");
}
const holds = () => told.map(({ label, holds: by }) => [label, by]);

it("says once that the display asked for is not there, and takes the external one", async () => {
  const onElsewhere = vi.fn();
  await open([laptop(), projector()], { wanted: "beamer", onElsewhere });
  expect(onElsewhere).toHaveBeenCalledOnce();
  expect(onElsewhere).toHaveBeenCalledWith("beamer", expect.stringContaining("Projector"));
  expect(holds()).toEqual([
    ["Laptop", "speaker"],
    ["Projector", "audience"],
  ]);
});

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  fake = await import("./electron-fake.ts");
  kept = [];
  told = [];
});
afterEach(() => {
  shell.close();
  vi.useRealTimers();
});

it("one display has two ordinary windows, and S brings one or the other to the front", async () => {
  await open([laptop()]);
  expect(asked()).toEqual([]);
  for (const { options } of fake.windows)
    expect(options).toMatchObject({ frame: true, x: 320, width: 1280 });
  shell.arrange?.("swap");
  expect(asked()).toEqual([["setBounds", 0], ["setFullScreen", true], "minimize"]);
  shell.arrange?.("swap");
  expect(asked()).toEqual([
    ["setFullScreen", false],
    "minimize",
    "restore",
    ["setBounds", 0],
    "maximize",
  ]);
});

it("two displays: the audience fills the external one, the console is on the other", async () => {
  await open([laptop(), projector()]);
  expect(asked()).toEqual([
    ["setBounds", 1920],
    ["setFullScreen", true],
    ["setBounds", 0],
    "maximize",
  ]);
  expect(holds()).toEqual([
    ["Laptop", "speaker"],
    ["Projector", "audience"],
  ]);
});

it("S swaps them, and the choice is kept by what the displays are, not where they stand", async () => {
  await open([laptop(), projector()]);
  asked();
  shell.arrange?.("swap");
  expect(asked()).toEqual([
    ["setFullScreen", false],
    ["setBounds", 0],
    ["setFullScreen", true],
    ["setBounds", 1920],
    "maximize",
  ]);
  expect(holds()).toEqual([
    ["Laptop", "audience"],
    ["Projector", "speaker"],
  ]);
  const [seats = {}] = kept;
  expect(JSON.stringify(seats)).not.toMatch(/"x"|left|\b1920,/);
  shell.close();
  vi.resetModules();
  fake = await import("./electron-fake.ts");
  await open([projector(-1920), laptop()], { seats });
  expect(asked().slice(0, 2)).toEqual([
    ["setBounds", 0],
    ["setFullScreen", true],
  ]);
});

it("unplugged, the console has the display that is left; plugged back, the audience is there", async () => {
  await open([laptop(), projector()]);
  asked();
  plug([laptop()]);
  expect(asked()).toEqual([["setFullScreen", false], "minimize", ["setBounds", 0], "maximize"]);
  plug([laptop(), projector(-1920)].toReversed());
  expect(asked()).toEqual([
    "restore",
    ["setBounds", -1920],
    ["setFullScreen", true],
    ["setBounds", 0],
    "maximize",
  ]);
});

it("three displays: the third is left alone, and says its number for three seconds when asked", async () => {
  await open([laptop(), projector(), monitor()], { wanted: "monitor" });
  expect(asked().slice(0, 2)).toEqual([
    ["setBounds", 3840],
    ["setFullScreen", true],
  ]);
  expect(fake.windows).toHaveLength(2);
  shell.arrange?.("identify");
  expect(fake.windows).toHaveLength(3);
  expect(fake.windows[2]?.options).toMatchObject({ x: 1920, frame: false, focusable: false });
  expect(fake.windows[2]?.options.webPreferences).not.toHaveProperty("preload");
  expect(fake.argumentsOf("window.loadURL")).toEqual([["stage://app/badge.html#2%20Projector"]]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fake.windows[2]?.isDestroyed()).toBe(true);
});

it("--window leaves them where the system puts them", async () => {
  await open([laptop(), projector()], { windowed: true });
  expect(asked()).toEqual([]);
  plug([laptop()]);
  expect(asked()).toEqual([]);
});
