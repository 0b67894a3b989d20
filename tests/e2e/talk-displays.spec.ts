import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type Browser, type CDPSession, type Page } from "@playwright/test";
import {
  browser as program,
  folderFor,
  killHard,
  nextTurn,
  startStand,
  type Stand,
} from "./stand.ts";

/** The talk in the browsers that the keeper starts, on displays that the browser itself makes up. */
type Seat = "audience" | "speaker";
interface Window {
  browser: Browser;
  session: CDPSession;
  page: Page;
}

let folder = "";
let state = "";
let stand: Stand;
let windows: Record<Seat, Window>;
const PROJECTOR = { left: 1280, top: 0, width: 1920, height: 1080, label: "projector" };

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-room-"));
  chmodSync(folder, 0o755);
  state = folderFor();
  writeFileSync(
    join(folder, "deck.fr.md"),
    "# Un\n\n---\n\n# Deux\n\n- a {.fragment}\n\n---\n\n# Trois\n",
  );
});
test.afterEach(async () => {
  for (const each of Object.values(windows ?? {})) await each.browser.close();
  await stand?.stop();
  for (const each of [folder, state]) rmSync(each, { recursive: true, force: true });
});

test("the audience has the external display; S swaps; unplugged and plugged back, the talk goes on", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}");
  await expect.poll(() => place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  expect((await place("speaker"))[0]).toBeLessThan(1280);
  await press("speaker", "PageDown", 1, 0);
  await press("speaker", "PageDown", 1, 1);

  const pressed = performance.now();
  await windows.speaker.page.keyboard.press("s");
  await expect.poll(() => place("audience")).toEqual([0, 1280, 720, "fullscreen"]);
  await expect.poll(async () => (await place("speaker"))[0]).toBeGreaterThanOrEqual(1280);
  const swap = performance.now() - pressed;
  test.info().annotations.push({ type: "swap", description: `${Math.round(swap)} ms` });
  expect(swap).toBeLessThan(1_000);
  await at(1, 1);
  await windows.speaker.page.keyboard.press("s");
  await expect.poll(() => place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);

  await unplug("projector");
  await expect.poll(async () => (await place("audience"))[3]).toBe("minimized");
  expect(await place("speaker")).toEqual([0, 1280, 720, "maximized"]);
  await press("speaker", "PageDown", 2, 0);
  await press("speaker", "PageUp", 1, 1);
  const plugged = performance.now();
  await plug();
  await expect.poll(() => place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  const back = performance.now() - plugged;
  test.info().annotations.push({ type: "plugged back", description: `${Math.round(back)} ms` });
  expect(back).toBeLessThan(2_000);
  await at(1, 1);
});

test("a window that is killed comes back to its display, its slide and its step", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}");
  await press("speaker", "End", 2, 0);
  await press("speaker", "PageUp", 1, 1);
  for (const seat of ["audience", "speaker"] as const) {
    const killed = stand
      .processes()
      .find(({ kind, command }) => kind === "browser" && command.includes(`${profile(seat)} `));
    killHard(killed?.pid ?? 0);
    await expect.poll(() => stand.processes().some(({ pid }) => pid === killed?.pid)).toBe(false);
    windows[seat] = await reach(seat);
  }
  // A key that is pressed before the console knows of the talk is lost.
  await expect(windows.speaker.page.locator("body")).toContainText("/ 3");
  await expect.poll(() => place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  await at(1, 1);
  await press("speaker", "PageDown", 2, 0);
});

/** Starts the talk where the browser has these displays. */
async function begin(screens: string): Promise<void> {
  const script = join(folder, "browser.sh");
  const exec = `exec ${program} --headless --remote-debugging-port=0 '--screen-info=${screens}' "$@"`;
  writeFileSync(script, `#!/bin/sh\n${exec}\n`, { mode: 0o755 });
  chmodSync(script, 0o755);
  stand = await startStand(["present", join(folder, "deck.fr.md"), "--shell", "chromium"], {
    state,
    env: { MTINOV_BROWSER: script, DISPLAY: ":0" },
  });
  windows = { audience: await reach("audience"), speaker: await reach("speaker") };
  await at(0, 0);
}

function profile(seat: Seat): string {
  return join(state, "mtinov-stage/profiles", seat === "audience" ? "main" : "main-speaker");
}

/** The browser of a window, looked at from outside. */
async function reach(seat: Seat): Promise<Window> {
  const file = join(profile(seat), "DevToolsActivePort");
  await expect.poll(() => existsSync(file) && readFileSync(file, "utf8").includes("\n")).toBe(true);
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

/** Left, width, height and state of a window. */
async function place(seat: Seat): Promise<[number, number, number, string]> {
  const { session, page } = windows[seat];
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const { bounds } = await session.send("Browser.getWindowForTarget", {
    targetId: targetInfo.targetId,
  });
  const { left = -1, width = 0, height = 0, windowState = "" } = bounds;
  return [left, width, height, windowState];
}

async function unplug(label: string): Promise<void> {
  for (const { session } of Object.values(windows)) {
    const { screenInfos } = await screens(session);
    const found = screenInfos.find((each) => each.label === label);
    await session.send("Emulation.removeScreen" as never, { screenId: found?.id } as never);
  }
}

async function plug(): Promise<void> {
  for (const { session } of Object.values(windows))
    await session.send("Emulation.addScreen" as never, PROJECTOR as never);
}

async function screens(session: CDPSession) {
  return (await session.send("Emulation.getScreenInfos" as never)) as unknown as {
    screenInfos: { label: string; id: string }[];
  };
}

async function press(seat: Seat, key: string, slide: number, step: number): Promise<void> {
  await windows[seat].page.keyboard.press(key);
  await at(slide, step);
}

/** Resolves once the audience really sees that. */
async function at(slide: number, step: number): Promise<void> {
  await stand.until(({ screens: [now] }) => {
    return now?.drawn === true && now.slide === slide && now.step === step;
  }, 10_000);
}
