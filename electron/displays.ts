import { openDevTools, type DevTools } from "./devtools.ts";

/** A display of this computer. Bounds in the desktop's pixels. */
export interface Display {
  /** The system's own word for it: the same as long as it stays in its socket. */
  id: string;
  label: string;
  primary: boolean;
  /** Built into the computer. */
  internal: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

const PATIENCE_MS = 5_000;

/**
 * Asks the installed browser which displays there are, left to right, top to bottom: it alone knows on every system. A
 * browser without any window is started for the question.
 *
 * @param switches of the browser, with which its windows are opened later.
 * @returns an empty list when it does not answer within 5 s, or when the disk is too full to ask.
 */
export async function listDisplays(
  executable: string,
  noSandbox: boolean,
  switches: readonly string[] = [],
): Promise<Display[]> {
  let browser: DevTools | null = null;
  let patience: NodeJS.Timeout | undefined;
  try {
    const asked = openDevTools(executable, [
      "--no-startup-window",
      ...(noSandbox ? ["--no-sandbox"] : []),
      ...switches,
    ]);
    browser = asked;
    patience = setTimeout(() => void asked.close(), PATIENCE_MS);
    return displaysIn(await asked.send("Emulation.getScreenInfos"));
  } catch {
    // Too full a disk, a browser that ends or is too old to know: the system then chooses the display.
    return [];
  } finally {
    clearTimeout(patience);
    await browser?.close();
  }
}

/** The display a person means: its number from 1, or its name without regard to case; null when there is none. */
export function findDisplay(displays: Display[], wanted: string): Display | null {
  const byName = displays.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  return byName ?? displays[Number(wanted) - 1] ?? null;
}

/** One display as a person reads it in a list. */
export function sayDisplay({ label, width, height }: Display, index: number): string {
  return `${index + 1}${label ? ` «${label}»` : ""} ${width}×${height}`;
}

interface ScreenInfo {
  id: string;
  label: string;
  isPrimary: boolean;
  isInternal?: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What `Emulation.getScreenInfos` answers, left to right, top to bottom. */
export function displaysIn(answer: unknown): Display[] {
  const infos = (answer as { screenInfos?: ScreenInfo[] } | null)?.screenInfos;
  return (infos ?? [])
    .map(({ id, label, isPrimary, isInternal = false, left, top, width, height }) => ({
      id,
      label,
      primary: isPrimary,
      internal: isInternal,
      left,
      top,
      width,
      height,
    }))
    .toSorted((a, b) => a.left - b.left || a.top - b.top);
}
