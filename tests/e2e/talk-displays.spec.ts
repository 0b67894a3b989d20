import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { folderFor, killHard, nextTurn } from "./stand.ts";
import { openRoom, type Room, type Seat } from "./talk-room.ts";
import { removeFolder } from "../remove-folder.mjs";

/** The talk in the browsers that the keeper starts, on displays that the browser itself makes up. */
let folder = "";
let state = "";
let room: Room;

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
  await room?.close();
  for (const each of [folder, state]) removeFolder(each);
});

/** How often to look where it is measured how long something takes. */
const OFTEN = { intervals: [20] };

test("the audience has the external display; S swaps, pressed in either window; unplugged and plugged back, the talk goes on", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}");
  await expect.poll(() => room.place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  expect((await room.place("speaker"))[0]).toBeLessThan(1280);
  await room.press("speaker", "PageDown", 1, 0);
  await room.press("speaker", "PageDown", 1, 1);

  for (const [seat, display, other] of [
    ["speaker", [0, 1280, 720, "fullscreen"], 1280],
    ["audience", [1280, 1920, 1080, "fullscreen"], 0],
  ] as const) {
    const pressed = performance.now();
    await room.windows[seat].page.keyboard.press("s");
    await expect.poll(() => room.place("audience"), OFTEN).toEqual(display);
    const swapped = async () => (await room.place("speaker"))[0] >= 1280;
    await expect.poll(swapped, OFTEN).toBe(other === 1280);
    const swap = performance.now() - pressed;
    test
      .info()
      .annotations.push({ type: `swap by ${seat}`, description: `${Math.round(swap)} ms` });
    expect(swap).toBeLessThan(1_000);
    await room.at(1, 1);
  }

  await room.unplug("projector");
  await expect.poll(async () => (await room.place("audience"))[3]).toBe("minimized");
  await expect.poll(() => room.place("speaker")).toEqual([0, 1280, 720, "maximized"]);
  await room.press("speaker", "PageDown", 2, 0);
  await room.press("speaker", "PageUp", 1, 1);
  const plugged = performance.now();
  await room.plug();
  const place = () => room.place("audience");
  await expect.poll(place, OFTEN).toEqual([1280, 1920, 1080, "fullscreen"]);
  const back = performance.now() - plugged;
  test.info().annotations.push({ type: "plugged back", description: `${Math.round(back)} ms` });
  expect(back).toBeLessThan(2_000);
  await room.at(1, 1);
});

test("a window that is killed comes back to its display, its slide and its step", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}");
  await room.press("speaker", "End", 2, 0);
  await room.press("speaker", "PageUp", 1, 1);
  for (const seat of ["audience", "speaker"] as const) {
    const killed = room.stand
      .processes()
      .find(
        ({ kind, command }) => kind === "browser" && command.includes(`${room.profile(seat)} `),
      );
    killHard(killed?.pid ?? 0);
    await expect
      .poll(() => room.stand.processes().some(({ pid }) => pid === killed?.pid))
      .toBe(false);
    room.windows[seat] = await room.reach(seat);
  }
  // A key that is pressed before the console knows of the talk is lost.
  await expect(room.windows.speaker.page.locator("body")).toContainText("/ 3");
  await expect.poll(() => room.place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  await room.at(1, 1);
  await room.press("speaker", "PageDown", 2, 0);
});

test("all of it killed in mid-talk, the next start offers the same slide, step and time at one key", async () => {
  const displays = "{1280x720 label=laptop}{1920x1080 label=projector}";
  await begin(displays);
  await room.press("speaker", "PageDown", 1, 0);
  await expect.poll(room.timer).toBeGreaterThanOrEqual(2);
  await room.press("speaker", "PageDown", 1, 1);
  const moved = await room.timer();
  const { page } = room.windows.speaker;
  await page.getByRole("button", { name: /^(Stylo|Pen)$/ }).click();
  await page.locator(".surface").click({ position: { x: 80, y: 60 } });
  const stroke = () => room.windows.audience.page.locator(".ink-pen .line").getAttribute("points");
  const drawn = await stroke();
  const unsaved = join(state, "mtinov-stage/drawings");
  // Not the one that is being written.
  const whole = () => readdirSync(unsaved).filter((name) => name.endsWith(".json"));
  await expect.poll(() => existsSync(unsaved) && whole()).toHaveLength(1);
  const ran = await room.timer();
  await room.stand.killAll();
  await room.close();

  const started = performance.now();
  await begin(displays);
  const offer = room.windows.speaker.page.getByRole("status");
  await expect(offer).toContainText(/2 .{1,3}Deux.{1,3}, 00:0\d/);
  const offered = performance.now() - started;
  test.info().annotations.push({ type: "offered", description: `${Math.round(offered)} ms` });
  expect(offered).toBeLessThan(5_000);
  await room.press("audience", "r", 1, 1);
  const taken = performance.now();
  await expect(offer).not.toContainText("Deux");
  // The time goes on where it was: what was counted at the last move is there, and what the computer was off is not.
  const resumed = await room.timer();
  const since = Math.ceil((performance.now() - taken) / 1_000);
  expect(resumed).toBeGreaterThanOrEqual(moved);
  expect(resumed).toBeLessThanOrEqual(ran + since + 1);
  await expect.poll(room.timer).toBeGreaterThan(resumed);
  await expect.poll(stroke).toBe(drawn);
});

test("a display that is not there is said, and a standing one shows the very part that its speaker frames", async () => {
  await begin("{1280x720 label=laptop}{1080x1920 label=totem}", "beamer");
  await expect.poll(() => room.place("audience")).toEqual([1280, 1080, 1920, "fullscreen"]);
  const said = room.stand
    .messages()
    .split("\n")
    .filter((line) => line.includes("beamer"));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("totem");
  const { speaker, audience } = room.windows;
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
  await room.press("speaker", "Enter", 1, 0);
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
  const inTheMiddle = () =>
    expect
      .poll(async () => {
        const { x = 0, y = 0, width = 0, height = 0 } = (await dot.boundingBox()) ?? {};
        return Math.hypot(x + width / 2 - 540, y + height / 2 - 960);
      })
      .toBeLessThan(12);
  await inTheMiddle();
  // Neither window holds it: both show it again when they come anew.
  await Promise.all([audience.page.reload(), speaker.page.reload()]);
  await expect(
    speaker.page.getByRole("button", { name: /^(Fin du zoom|Zoom out)$/ }),
  ).toBeVisible();
  await inTheMiddle();
  // A frozen one comes back as it was, whatever its speaker has done since.
  await speaker.page.keyboard.press("f");
  await expect(audience.page.locator("html")).toHaveAttribute("data-curtain", "frozen");
  for (const key of ["Control+z", "Home"]) await speaker.page.keyboard.press(key);
  await expect(speaker.page.locator(".number")).toHaveText(/1\s*\/\s*3/);
  await audience.page.reload();
  await inTheMiddle();
});

test("each display says its number, the one without a window too", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}{1920x1080 label=monitor}");
  await expect.poll(() => room.place("audience")).toEqual([1280, 1920, 1080, "fullscreen"]);
  const { speaker, audience } = room.windows;
  await identify();
  await expect(speaker.page.locator("#badge")).toHaveText("1laptop");
  await expect(audience.page.locator("#badge")).toHaveText("2projector");
  const third = () =>
    [speaker, audience]
      .flatMap(({ browser }) => browser.contexts().flatMap((context) => context.pages()))
      .find((page) => page.url().includes("/badge.html"));
  // It is there for three seconds, and its page is empty at first.
  const numbered = async () =>
    third()
      ?.evaluate(() => [document.body.innerText.trim(), screenX, innerWidth, innerHeight])
      .catch(() => null);
  const monitor = expect.stringMatching(/^3\s*monitor$/);
  await expect.poll(numbered, OFTEN).toEqual([monitor, 3200, 1920, 1080]);
  await expect(speaker.page.locator("#badge")).toHaveCount(0);
  await expect.poll(third).toBeUndefined();
});

test("an overview whose page has died out of sight is there again when it is asked for", async () => {
  await begin("{1280x720 label=laptop}{1920x1080 label=projector}");
  const { page } = room.windows.speaker;
  const sheet = () => page.frames().find((each) => each.url().endsWith("/sheet.html"));
  const slides = async () =>
    (await sheet()?.evaluate(() => document.querySelectorAll("section").length)) ?? 0;
  await expect.poll(() => sheet()?.evaluate(() => document.readyState)).toBe("complete");
  const died = sheet();
  if (!died) throw new Error("no overview");
  const tools = await page.context().newCDPSession(died);
  // Nobody is left to answer.
  tools.send("Page.crash").catch(() => undefined);
  await expect.poll(() => sheet() !== undefined && sheet() !== died).toBe(true);
  await page.keyboard.press("o");
  await expect.poll(slides).toBe(3);
});

/** How long the audience's window is put away; a minute in the proof. */
const AWAY_MS = process.env["MTINOV_PROOF"] ? 60_000 : 3_000;

test("a window that was put away follows within 200 ms", async () => {
  test.setTimeout(60_000 + AWAY_MS);
  await begin("{1280x720 label=laptop}");
  const { session, page } = room.windows.audience;
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  const { windowId } = await session.send("Browser.getWindowForTarget", {
    targetId: targetInfo.targetId,
  });
  await session.send("Browser.setWindowBounds", {
    windowId,
    bounds: { windowState: "minimized" },
  });
  await expect.poll(async () => (await room.place("audience"))[3]).toBe("minimized");
  await nextTurn(AWAY_MS);
  const seen = await watched("audience");
  const follows: number[] = [];
  for (const state of ["Deux 0", "Deux 1", "Trois 0"]) {
    const pressed = performance.timeOrigin + performance.now();
    await room.windows.speaker.page.keyboard.press("PageDown");
    const at = () => seen.evaluate((all, wanted) => all.get(wanted) ?? null, state);
    await expect.poll(at, { intervals: [50] }).not.toBeNull();
    follows.push(Math.round(((await at()) ?? Infinity) - pressed));
  }
  test.info().annotations.push({ type: "followed", description: `${follows.join(", ")} ms` });
  expect(Math.max(...follows)).toBeLessThan(200);
  // On the only display the console says the number itself.
  await identify();
  const { browser, page: desk } = room.windows.speaker;
  await expect(desk.locator("#badge")).toHaveText("1laptop");
  expect(browser.contexts().flatMap((context) => context.pages())).toHaveLength(1);
});

async function identify(): Promise<void> {
  const { page } = room.windows.speaker;
  await page.getByRole("button", { name: /^(Plus|More)$/ }).click();
  const asked = page.getByRole("button", { name: /^(Identifier les écrans|Identify displays)$/ });
  await asked.click();
}

/** When the window's stage first had each slide and step, on the clock of this computer. */
async function watched(seat: Seat) {
  for (const frame of room.windows[seat].page.frames()) {
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
  const deck = join(folder, "deck.fr.md");
  room = await openRoom({ folder, state, deck, screens, display });
  await room.at(0, 0);
  // A key that is pressed before a window knows of the talk is lost.
  await expect(room.windows.speaker.page.locator(".number")).toContainText("/ ");
}
