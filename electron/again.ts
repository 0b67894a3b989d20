import { ON_X11, placingOn } from "./desktop.ts";

/** Why Electron's main process may want to start again with one more of Chromium's switches, which only a start can take. */
export const agains = {
  /** Its pictures are drawn without the graphics processor, which has died too often. */
  "without-gpu": { code: 71, switch: "--disable-gpu" },
  /** On Wayland no program may place its windows: several displays need X11, which Wayland's desktops also speak. */
  "on-x11": { code: 72, switch: ON_X11 },
} as const;

export type Again = keyof typeof agains;

/** The exit code of a main process that failed: whoever keeps it starts it again. */
export const FAILED = 70;

/** The switch that an ended main process asks to be started again with; null for none. */
export function switchOf(code: number | null): string | null {
  return Object.values(agains).find((each) => each.code === code)?.switch ?? null;
}

/** Whether several displays need another start. @param drawnBy what Chromium draws on @param chosen a person has said so */
export function needsX11(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  drawnBy: string,
  chosen: boolean,
): boolean {
  return !chosen && drawnBy !== "x11" && placingOn(platform, env) === "on-x11";
}
