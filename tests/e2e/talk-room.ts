import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, expect, type Browser, type CDPSession, type Page } from "@playwright/test";
import { browser as program, nextTurn, startStand, type Stand } from "./stand.ts";

/** A talk in the browsers that the keeper starts, on displays that the browser itself makes up, looked at from outside. */
export interface Room {
  stand: Stand;
  windows: Record<Seat, SeatWindow>;
  /** The browser of a window that has come back. */
  reach(seat: Seat): Promise<SeatWindow>;
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

interface SeatWindow {
  browser: Browser;
  session: CDPSession;
  page: Page;
}

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
  const script = join(folder, "browser.sh");
  const exec = `exec ${program} --headless --remote-debugging-port=0 '--screen-info=${screens}' "$@"`;
  writeFileSync(script, `#!/bin/sh\n${exec}\n`, { mode: 0o755 });
  chmodSync(script, 0o755);
  const named = display ? ["--display", display] : [];
  const stand = await startStand(["present", deck, "--shell", "chromium", ...named], {
    state,
    env: { MTINOV_BROWSER: script, DISPLAY: ":0" },
  });
  const name = display ?? "main";
  const profile = (seat: Seat) =>
    join(state, "mtinov-stage/profiles", seat === "audience" ? name : `${name}-speaker`);
  const reach = (seat: Seat) => reached(join(profile(seat), "DevToolsActivePort"));
  const windows = { audience: await reach("audience"), speaker: await reach("speaker") };
  const at = async (slide: number, step: number) =>
    void (await stand.until(({ screens: [now] }) => {
      return now?.drawn === true && now.slide === slide && now.step === step;
    }, 10_000));
  return {
    stand,
    windows,
    reach,
    profile,
    place: (seat) => placeOf(windows[seat]),
    async unplug(label) {
      for (const { session } of Object.values(windows)) {
        const { screenInfos } = await screensOf(session);
        const found = screenInfos.find((each) => each.label === label);
        await session.send("Emulation.removeScreen" as never, { screenId: found?.id } as never);
      }
    },
    async plug() {
      for (const { session } of Object.values(windows))
        await session.send("Emulation.addScreen" as never, PROJECTOR as never);
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

/** @param file where a browser writes the port of its DevTools */
async function reached(file: string): Promise<SeatWindow> {
  // Two browsers start at once.
  const patiently = { timeout: 15_000, intervals: [20] };
  await expect
    .poll(() => existsSync(file) && readFileSync(file, "utf8").includes("\n"), patiently)
    .toBe(true);
  const deadline = performance.now() + 10_000;
  for (;;) {
    const [port = ""] = readFileSync(file, "utf8").split("\n");
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const session = await browser.newBrowserCDPSession();
      const [page] = browser.contexts()[0]?.pages() ?? [];
      if (page) return { browser, session, page };
      await browser.close();
    } catch (error) {
      // The file of the browser that was killed is there until the next one writes its own.
      if (performance.now() > deadline) throw error;
    }
    await nextTurn(50);
  }
}

async function placeOf({ session, page }: SeatWindow): Promise<[number, number, number, string]> {
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const { bounds } = await session.send("Browser.getWindowForTarget", {
    targetId: targetInfo.targetId,
  });
  const { left = -1, width = 0, height = 0, windowState = "" } = bounds;
  return [left, width, height, windowState];
}

async function screensOf(session: CDPSession) {
  return (await session.send("Emulation.getScreenInfos" as never)) as unknown as {
    screenInfos: { label: string; id: string }[];
  };
}
