import { expect, it } from "vitest";
import { displaysIn } from "../electron/displays.ts";
import { screenOf } from "./fake-displays.ts";
import { askDisplays, groundFor, placingOn } from "../electron/desktop.ts";

const wayland = { WAYLAND_DISPLAY: "wayland-0" };
const both = { ...wayland, DISPLAY: ":0" };

it.each([
  ["linux", { DISPLAY: ":0" }, "program"],
  ["linux", both, "on-x11"],
  ["linux", wayland, "desktop"],
  ["linux", { ...both, WAYLAND_DISPLAY: "" }, "program"],
  ["win32", both, "program"],
  ["darwin", {}, "program"],
] as const)("on %s with %j windows are placed by: %s", (platform, env, placing) => {
  expect(placingOn(platform, env)).toBe(placing);
});

it("X11 is taken on Wayland only where windows are told apart by their displays", () => {
  const [plain, x11] = [[], ["--ozone-platform=x11"]];
  expect(groundFor("program", true)).toEqual({ switches: plain, placed: true });
  expect(groundFor("program", false)).toEqual({ switches: plain, placed: true });
  expect(groundFor("on-x11", true)).toEqual({ switches: x11, placed: true });
  expect(groundFor("on-x11", false)).toEqual({ switches: plain, placed: false });
  expect(groundFor("desktop", true)).toEqual({ switches: plain, placed: false });
});

it("displays are asked for where windows will be; an X11 that lets nobody in is none", async () => {
  const [tv] = displaysIn({ screenInfos: [screenOf("TV", 0)] });
  if (!tv) throw new Error("one display");
  const ask = (reached: boolean) => async (switches: string[]) =>
    switches.length > 0 && !reached ? [] : [{ ...tv, label: switches.join(" ") || "native" }];
  const labels = async (...[placing, asked]: Parameters<typeof askDisplays>) => {
    const found = await askDisplays(placing, asked);
    return [found.placing, ...found.displays.map(({ label }) => label)];
  };
  expect(await labels("program", ask(true))).toEqual(["program", "native"]);
  expect(await labels("on-x11", ask(true))).toEqual(["on-x11", "--ozone-platform=x11"]);
  expect(await labels("on-x11", ask(false))).toEqual(["desktop", "native"]);
});
