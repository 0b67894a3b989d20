import type { Display } from "./displays.ts";
import type { Bounds } from "./order.ts";

/** Who says where windows go: a program itself, the program if it takes X11 rather than Wayland, or the desktop alone. */
export type Placing = "program" | "on-x11" | "desktop";

/** On Wayland no program may place its windows; most of its desktops also speak X11. */
export function placingOn(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Placing {
  if (platform !== "linux" || !env["WAYLAND_DISPLAY"]) return "program";
  return env["DISPLAY"] ? "on-x11" : "desktop";
}

/** Chromium's switch that has it draw on X11. */
export const ON_X11 = "--ozone-platform=x11";

/** Where the installed browser opens its windows. */
export interface Ground {
  /** Where a kiosk's display lies; null leaves it to the system. */
  bounds: Bounds | null;
  switches: string[];
  /** Whether its windows go where they are told to. */
  placed: boolean;
}

/**
 * X11 only where windows are to be told apart by their displays: on Wayland itself a single large display is sharper.
 *
 * @param several there are several displays, or one of them is asked for
 */
export function groundFor(placing: Placing, several: boolean): Omit<Ground, "bounds"> {
  if (placing === "program") return { switches: [], placed: true };
  const onX11 = several && placing === "on-x11";
  return { switches: onX11 ? [ON_X11] : [], placed: onX11 };
}

/**
 * The displays as the windows will know them: X11 may call them otherwise. An X11 that lets nobody in is none.
 *
 * @param ask lists them in a browser with these switches; none when it does not start
 */
export async function askDisplays(
  placing: Placing,
  ask: (switches: string[]) => Promise<Display[]>,
): Promise<{ placing: Placing; displays: Display[] }> {
  if (placing !== "on-x11") return { placing, displays: await ask([]) };
  const displays = await ask([ON_X11]);
  if (displays.length > 0) return { placing, displays };
  return { placing: "desktop", displays: await ask([]) };
}
