import { expect, it } from "vitest";
import { groundFor, placingOn } from "../electron/desktop.ts";

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
