/**
 * Notices a window that has stopped to speak. Electron's own `unresponsive` needs somebody at the mouse or the keyboard,
 * and a booth has nobody: a page beats once a second instead.
 */
export interface Silence {
  /** A page is loading: it has longer until its first word. @param firstWordMs 20 s when left out */
  expect(window: string, firstWordMs?: number): void;
  heard(window: string): void;
  forget(window: string): void;
  /** Call it every `LOOK_MS`. */
  look(): void;
}

export const LOOK_MS = 500;
const FIRST_WORD_MS = 20_000;
const SILENCE_MS = 4_000;

/**
 * @param mono the clock in milliseconds @param onSilent told once, until the window is expected again
 * @param silenceMs how long a window may be silent
 */
export function watchSilence(
  mono: () => number,
  onSilent: (window: string) => void,
  silenceMs: number = SILENCE_MS,
): Silence {
  const due = new Map<string, number>();
  let looked = mono();
  return {
    expect: (window, firstWordMs = FIRST_WORD_MS) => void due.set(window, mono() + firstWordMs),
    heard(window) {
      // What a window still said before it was given up does not bring it back.
      if (due.has(window)) due.set(window, mono() + silenceMs);
    },
    forget: (window) => void due.delete(window),
    look() {
      const now = mono();
      const late = now - looked - LOOK_MS;
      looked = now;
      for (const [window, moment] of due) {
        // This process itself stood still, or the computer slept: nobody could be heard.
        if (late > LOOK_MS) due.set(window, moment + late);
        else if (now > moment) {
          due.delete(window);
          onSilent(window);
        }
      }
    },
  };
}
