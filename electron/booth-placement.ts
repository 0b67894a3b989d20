import { findDisplay } from "./displays.ts";
import type { KnownDisplay } from "./placement.ts";
import type { Aim } from "./talk-placement.ts";

/** The display a booth's show belongs to, known by itself: its number is that of its place among the others. */
export type BoothHome = Pick<KnownDisplay, "fingerprint" | "id" | "label">;

export interface BoothWish {
  /** Name or number of the display that is asked for; null for the main one. */
  wanted: string | null;
  windowed: boolean;
  /** Null until the display that is asked for was there. */
  home: BoothHome | null;
  /** Whether no other show of this user is on the displays. */
  alone(): boolean;
}

/**
 * Where a booth's window goes: to its own display when that is there. Else a show that is alone plays on the main one of
 * those that are left; beside another show it is put away, for it does not know which display the other one has.
 *
 * @param displays those there are, one at least
 */
export function placeBooth(
  displays: KnownDisplay[],
  { wanted, windowed, home: before, alone }: BoothWish,
): { home: BoothHome | null; aim: Aim } {
  const own = before ? again(displays, before) : first(displays, wanted);
  const home = before ?? own ?? null;
  const as = windowed ? "window" : "full";
  if (own) return { home, aim: { display: own, as } };
  const main = mainOf(displays);
  return { home, aim: !main ? null : alone() ? { display: main, as } : "away" };
}

function first(displays: KnownDisplay[], wanted: string | null): KnownDisplay | undefined {
  if (wanted === null) return mainOf(displays);
  const found = findDisplay(displays, wanted);
  return displays.find((each) => each === found);
}

/** The same display once more; one that has come back with another size is known by the system's number and its name. */
function again(
  displays: KnownDisplay[],
  { fingerprint, id, label }: BoothHome,
): KnownDisplay | undefined {
  return (
    displays.find((each) => each.fingerprint === fingerprint) ??
    displays.find((each) => each.id === id && each.label === label)
  );
}

function mainOf(displays: KnownDisplay[]): KnownDisplay | undefined {
  return displays.find(({ primary }) => primary) ?? displays[0];
}
