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
/** Of the audience's window. */
let name = "main";
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

test("a display that is not there is said, and a standing one shows the very part that its speaker frames", async () => {
  await begin("{1280x720 label=laptop}{1080x1920 label=totem}", "beamer");
  await expect.poll(() => place("audience")).toEqual([1280, 1080, 1920, "fullscreen"]);
  const said = stand
    .messages()
    .split("\n")
    .filter((line) => line.includes("beamer"));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("totem");
  const { speaker, audience } = windows;
  // The console shows the slide as it stands there.
  const surface = speaker.page.locator(".surface");
  await expect
    .poll(async () => {
      const box = await surface.boundingBox();
      return Math.round((100 * (box?.width ?? 0)) / (box?.height ?? 1));
    })
    .toBe(56);
  const box = await surface.boundingBox();
  const at = (x: number, y: number) =>
    [
      (box?.x ?? 0) + (x * (box?.width ?? 0)) / 1080,
      (box?.y ?? 0) + (y * (box?.height ?? 0)) / 1920,
    ] as const;
  await speaker.page.keyboard.press("2");
  await press("speaker", "Enter", 1, 0);
  await speaker.page.getByRole("button", { name: /^(Stylo|Pen)$/ }).click();
  await speaker.page.mouse.click(...at(800, 1_200));
  await speaker.page.getByRole("button", { name: "Zoom" }).click();
  await speaker.page.mouse.move(...at(530, 720));
  await speaker.page.mouse.down();
  await speaker.page.mouse.move(...at(1_070, 1_680), { steps: 4 });
  await speaker.page.mouse.up();
  // What was in the middle of the part that was framed is in the middle of the display, twice as large.
  const dot = audience.page.locator(".ink-pen .line");
  await expect(dot).toHaveCount(1);
  await expect
    .poll(async () => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await dot.boundingBox()) ?? {};
      return Math.hypot(x + width / 2 - 540, y + height / 2 - 960);
    })
    .toBeLessThan(12);
  // Neither window holds it: both show it again when they come anew.
  await Promise.all([audience.page.reload(), speaker.page.reload()]);
  await expect(
    speaker.page.getByRole("button", { name: /^(Fin du zoom|Zoom out)$/ }),
  ).toBeVisible();
  await expect
    .poll(async () => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await dot.boundingBox()) ?? {};
      return Math.hypot(x + width / 2 - 540, y + height / 2 - 960);
    })
    .toBeLessThan(12);
});

test("each display says its number, the one without a window too", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}{1920x1080 label=monitor}");
  await expect.poll(() => place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  const { speaker, audience } = windows;
  await speaker.page.getByRole("button", { name: /^(Plus|More)$/ }).click();
  await speaker.page
    .getByRole("button", { name: /^(Identifier les écrans|Identify displays)$/ })
    .click();
  await expect(speaker.page.locator("#badge")).toHaveText("1laptop");
  await expect(audience.page.locator("#badge")).toHaveText("2projector");
  const third = () =>
    [speaker, audience]
      .flatMap(({ browser }) => browser.contexts().flatMap((context) => context.pages()))
      .find((page) => page.url().includes("/badge.html"));
  await expect.poll(() => third()?.locator("#badge").innerText()).toMatch(/^3\s*monitor$/);
  expect(await third()?.evaluate(() => [screenX, innerWidth, innerHeight])).toEqual([
    3200, 1920, 1080,
  ]);
  await expect(speaker.page.locator("#badge")).toHaveCount(0);
  await expect.poll(third).toBeUndefined();
});

/** How long the audience's window is put away; a minute in the proof. */
const AWAY_MS = process.env["MTINOV_PROOF"] ? 60_000 : 3_000;

test("a window that was put away follows within 200 ms", async () => {
  test.setTimeout(60_000 + AWAY_MS);
  await begin("{1280x720 label=laptop}");
  const { session, page } = windows.audience;
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  const { windowId } = await session.send("Browser.getWindowForTarget", {
    targetId: targetInfo.targetId,
  });
  await session.send("Browser.setWindowBounds", {
    windowId,
    bounds: { windowState: "minimized" },
  });
  await expect.poll(async () => (await place("audience"))[3]).toBe("minimized");
  await nextTurn(AWAY_MS);
  const seen = await watched("audience");
  const follows: number[] = [];
  for (const state of ["Deux 0", "Deux 1", "Trois 0"]) {
    const pressed = performance.timeOrigin + performance.now();
    await windows.speaker.page.keyboard.press("PageDown");
    const at = () => seen.evaluate((all, wanted) => all.get(wanted) ?? null, state);
    await expect.poll(at, { intervals: [50] }).not.toBeNull();
    follows.push(Math.round(((await at()) ?? Infinity) - pressed));
  }
  test.info().annotations.push({ type: "followed", description: `${follows.join(", ")} ms` });
  expect(Math.max(...follows)).toBeLessThan(200);
});

/** When the window's stage first had each slide and step, on the clock of this computer. */
async function watched(seat: Seat) {
  for (const frame of windows[seat].page.frames()) {
    const element = frame.parentFrame() && (await frame.frameElement());
    if (!element || (await element.getAttribute("data-standby")) !== null) continue;
    return frame.evaluateHandle(() => {
      const seen = new Map<string, number>();
      // Nothing is painted in a window that was put away: what is in the document counts.
      new MutationObserver(() => {
        const slide = document.querySelector("section.present");
        const steps = slide?.querySelectorAll(".fragment.visible").length ?? 0;
        const state = `${slide?.querySelector("h1")?.textContent} ${steps}`;
        if (!seen.has(state)) seen.set(state, performance.timeOrigin + performance.now());
      }).observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });
      return seen;
    });
  }
  throw new Error("no frame is on stage");
}

/** Starts the talk where the browser has these displays. */
async function begin(screens: string, display?: string): Promise<void> {
  name = display ?? "main";
  const script = join(folder, "browser.sh");
  const exec = `exec ${program} --headless --remote-debugging-port=0 '--screen-info=${screens}' "$@"`;
  writeFileSync(script, `#!/bin/sh\n${exec}\n`, { mode: 0o755 });
  chmodSync(script, 0o755);
  stand = await startStand(
    [
      "present",
      join(folder, "deck.fr.md"),
      "--shell",
      "chromium",
      ...(display ? ["--display", display] : []),
    ],
    {
      state,
      env: { MTINOV_BROWSER: script, DISPLAY: ":0" },
    },
  );
  windows = { audience: await reach("audience"), speaker: await reach("speaker") };
  await at(0, 0);
}

function profile(seat: Seat): string {
  return join(state, "mtinov-stage/profiles", seat === "audience" ? name : `${name}-speaker`);
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
