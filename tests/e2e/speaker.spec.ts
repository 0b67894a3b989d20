import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { ordinaryUser } from "../ordinary-user.mjs";
import { folderFor, startStand, type Stand } from "./stand.ts";

/** The speaker's console, as a speaker meets it: by keyboard, by hand, and in the dark. */
const axe = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules/axe-core/axe.min.js");
const user = ordinaryUser();
test.use({ locale: "fr-FR" });

let folder = "";
let state = "";
let stand: Stand;
let audience: Page;
let speaker: Page;

test.beforeEach(async ({ context }) => {
  // The talk leaves things beside its deck: the app's user must be able to write there.
  folder = mkdtempSync(join(tmpdir(), "mtinov-speaker-"));
  chmodSync(folder, user ? 0o777 : 0o755);
  writeFileSync(join(folder, "talk.fr.md"), deck);
  state = folderFor();
  stand = await startStand(["present", join(folder, "talk.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  const [first = "", second = ""] = stand.addresses();
  [audience, speaker] = [await context.newPage(), await context.newPage()];
  await speaker.addInitScript({ path: axe });
  await speaker.setViewportSize({ width: 1280, height: 800 });
  await Promise.all([audience.goto(first), speaker.goto(second)]);
  await expect(speaker.getByRole("timer")).toBeVisible();
});
test.afterEach(async () => {
  await stand?.stop();
  rmSync(state, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const deck = `---
minutes: 3
---
# Début

Note: <b class="bar" id="console">Dire</b> bonjour <a href="https://example.org">ici</a>

---
# La cellule

- une {.fragment}
- deux {.fragment}

---
# Le cœur de l’École
`;

const place = () => speaker.locator(".number");

test("shows notes as plain words, at a size that is kept", async () => {
  const notes = speaker.locator(".notes-text");
  await expect(notes).toContainText("Dire bonjour ici");
  expect(await notes.locator("a, [class], [id]").count()).toBe(0);
  const size = () => notes.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  const before = await size();
  await speaker.keyboard.press("Control+=");
  await expect.poll(size).toBeGreaterThan(before);
  const larger = await size();
  const kept = join(state, "mtinov-stage", "console.json");
  await expect.poll(() => existsSync(kept) && readFileSync(kept, "utf8")).toContain('"notes":34');
  await speaker.reload();
  await expect.poll(size).toBe(larger);
});

test("notes stay where the speaker has scrolled them while their slide is edited", async () => {
  const long = Array.from({ length: 60 }, (_, n) => `- idée ${n + 1}`).join("\n");
  const write = (title: string, last: string) =>
    writeFileSync(
      join(folder, "talk.fr.md"),
      deck.replace("# Début", `# ${title}`).replace(/Note: .*/, `Note:\n${long}\n- ${last}`),
    );
  const notes = speaker.locator(".notes-text");
  write("Début", "la fin");
  await expect(notes).toContainText("idée 60");
  await notes.evaluate((one) => one.scrollTo(0, 300));
  write("Début, mieux", "la vraie fin");
  await expect(notes).toContainText("la vraie fin");
  expect(await notes.evaluate((one) => one.scrollTop)).toBe(300);
});

test("finds a slide by its words, without accents, and by its number, from the keyboard alone", async () => {
  await speaker.keyboard.press("/");
  await speaker.getByRole("combobox").fill("coeur ecole");
  await speaker.keyboard.press("Enter");
  await expect(place()).toContainText("3");
  await expect(speaker.getByRole("dialog")).toHaveCount(0);
  await speaker.keyboard.press("2");
  await speaker.keyboard.press("Enter");
  await expect(place()).toContainText("2");
  // Asked in the audience's window, the list opens on the console: the room sees nothing of it.
  await audience.keyboard.press("?");
  await expect(speaker.getByRole("dialog")).toContainText("Page suiv.");
  await expect(audience.getByRole("dialog")).toHaveCount(0);
  await speaker.keyboard.press("Escape");
  await expect(speaker.getByRole("dialog")).toHaveCount(0);
});

test("what is drawn on the console lies on the same place of the audience's slide", async () => {
  const surface = speaker.locator(".surface");
  const box = await surface.boundingBox();
  const at = (x: number, y: number) =>
    [
      (box?.x ?? 0) + (x * (box?.width ?? 0)) / 1280,
      (box?.y ?? 0) + (y * (box?.height ?? 0)) / 720,
    ] as const;
  await speaker.getByRole("button", { name: "Stylo" }).click();
  await expect(surface).toHaveAttribute("data-tool", "pen");
  await speaker.mouse.move(...at(200, 300));
  await speaker.mouse.down();
  await speaker.mouse.move(...at(220, 310));
  const line = audience.locator(".ink-pen .line");
  await expect(line).toHaveCount(1);
  const followed = await Promise.all([moments(speaker, "moved"), moments(audience, "drawn")]);
  for (let step = 1; step <= 6; step += 1) {
    const drawn = line.getAttribute("points");
    const before = (await drawn) ?? "";
    await speaker.mouse.move(...at(220 + 70 * step, 310 + 8 * step));
    await expect.poll(() => line.getAttribute("points"), { intervals: [10] }).not.toBe(before);
  }
  const [moved, drawn] = await Promise.all(followed.map((each) => each.evaluate((all) => all)));
  const late = (moved ?? [])
    .map((moment) => (drawn?.find((each) => each >= moment) ?? Infinity) - moment)
    .toSorted((one, other) => one - other);
  test.info().annotations.push({ type: "mirrored", description: late.map(Math.round).join(", ") });
  expect(late).toHaveLength(6);
  expect(late[3]).toBeLessThan(50);
  await speaker.mouse.up();
  await expect(line).toHaveCount(1);
  const points = async () => ((await line.getAttribute("points")) ?? "").split(" ").map(Number);
  await expect.poll(async () => Math.abs(((await points()).at(-2) ?? 0) - 640)).toBeLessThan(3);
  expect(Math.abs(((await points())[0] ?? 0) - 200)).toBeLessThan(3);

  await speaker.getByRole("button", { name: "Enregistrer" }).click();
  await expect(speaker.getByRole("status")).toContainText("talk.drawings.json");
  expect(readFileSync(join(folder, "talk.drawings.json"), "utf8")).toContain('"debut"');
  // Each slide has its own.
  await speaker.keyboard.press("PageDown");
  await expect(line).toHaveCount(0);
  await speaker.keyboard.press("PageUp");
  await expect(line).toHaveCount(1);
  // The stroke that is taken back is one of the slide that the console shows.
  await expect(place()).toHaveText(/^1\s*\/\s*3$/);
  await speaker.keyboard.press("Control+z");
  await expect(line).toHaveCount(0);
});

test("has no violation, dark or light, in French or English, with what opens over it", async () => {
  await speaker.emulateMedia({ reducedMotion: "reduce" });
  const panels = async () => {
    for (const key of ["?", "/", "o"]) {
      await speaker.keyboard.press(key);
      await expect(speaker.getByRole("dialog")).toBeVisible();
      expect(await audit(), key).toEqual([]);
      await speaker.keyboard.press("Escape");
    }
  };
  await panels();
  for (const [name, more] of [
    ["Clair ou sombre", "Plus"],
    ["Console en anglais", "Plus"],
  ] as const) {
    expect(await audit()).toEqual([]);
    await speaker.getByRole("button", { name: more, exact: true }).click();
    await speaker.getByRole("button", { name }).click();
    await expect(speaker.getByRole("dialog")).toHaveCount(0);
  }
  await expect(speaker.getByRole("button", { name: "Freeze" })).toBeVisible();
  expect(await audit()).toEqual([]);
  await panels();
  // Every target is large enough for a finger.
  const sizes = await speaker
    .getByRole("button")
    .evaluateAll((all) =>
      all
        .map((one) => one.getBoundingClientRect())
        .map(({ width, height }) => Math.min(width, height)),
    );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
});

/** When the hand moved on the console, or when the audience's line grew: both on the clock of this computer. */
function moments(page: Page, of: "moved" | "drawn") {
  return page.evaluateHandle((what) => {
    const all: number[] = [];
    const note = () => void all.push(performance.timeOrigin + performance.now());
    if (what === "moved") addEventListener("pointermove", note, { capture: true });
    else
      new MutationObserver(note).observe(document.querySelector(".ink") ?? document.body, {
        subtree: true,
        attributeFilter: ["points"],
      });
    return all;
  }, of);
}

/** What axe-core finds by WCAG 2.2 AA on the console; the stages have their own spec. */
async function audit(): Promise<string[]> {
  const { violations } = await speaker.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: {
        run(
          on: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    // A button takes its new ground in a moment.
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    return tool.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      iframes: false,
    });
  });
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .join(" ; ")
        .slice(0, 300)}`,
  );
}
