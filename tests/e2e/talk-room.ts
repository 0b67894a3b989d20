import { join } from "node:path";
import { displaysMadeUp, placeOf, plug, reach, unplug, type Reached } from "./made-up-displays.ts";
import { startStand, type Stand } from "./stand.ts";

/** A talk in the browsers that the keeper starts, on displays that the browser itself makes up, looked at from outside. */
export interface Room {
  stand: Stand;
  windows: Record<Seat, Reached>;
  /** The browser of a window that has come back. */
  reach(seat: Seat): Promise<Reached>;
  profile(seat: Seat): string;
  /** Left, width, height and state of a window. */
  place(seat: Seat): Promise<[number, number, number, string]>;
  unplug(label: string): Promise<void>;
  /** Plugs the projector back. */
  plug(): Promise<void>;
  press(seat: Seat, key: string, slide: number, step: number): Promise<void>;
  /** Resolves once the audience really sees that. */
  at(slide: number, step: number): Promise<void>;
  /** Seconds on the console's timer. */
  timer(): Promise<number>;
  close(): Promise<void>;
}

export type Seat = "audience" | "speaker";

export interface RoomOptions {
  folder: string;
  state: string;
  deck: string;
  /** As Chromium's `--screen-info` takes them. */
  screens: string;
  /** The display asked for by name. */
  display: string | undefined;
}

const PROJECTOR = { left: 1280, top: 0, width: 1920, height: 1080, label: "projector" };

/** Starts the talk where the browser has these displays. */
export async function openRoom({
  folder,
  state,
  deck,
  screens,
  display,
}: RoomOptions): Promise<Room> {
  const named = display ? ["--display", display] : [];
  const stand = await startStand(["present", deck, "--shell", "chromium", ...named], {
    state,
    env: displaysMadeUp(folder, screens),
  });
  const name = display ?? "main";
  const profile = (seat: Seat) =>
    join(state, "mtinov-stage/profiles", seat === "audience" ? name : `${name}-speaker`);
  const windows = {
    audience: await reach(profile("audience")),
    speaker: await reach(profile("speaker")),
  };
  const at = async (slide: number, step: number) =>
    void (await stand.until(({ screens: [now] }) => {
      return now?.drawn === true && now.slide === slide && now.step === step;
    }, 10_000));
  return {
    stand,
    windows,
    reach: (seat) => reach(profile(seat)),
    profile,
    place: (seat) => placeOf(windows[seat]),
    async unplug(label) {
      for (const each of Object.values(windows)) await unplug(each, label);
    },
    async plug() {
      for (const each of Object.values(windows)) await plug(each, PROJECTOR);
    },
    async press(seat, key, slide, step) {
      await windows[seat].page.keyboard.press(key);
      await at(slide, step);
    },
    at,
    async timer() {
      const said = await windows.speaker.page.getByRole("timer").innerText();
      const [minutes = 0, seconds = 0] = said.split(":").map(Number);
      return 60 * minutes + seconds;
    },
    async close() {
      for (const each of Object.values(windows)) await each.browser.close();
      await stand.stop();
    },
  };
}
