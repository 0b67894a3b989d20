import { chmodSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { drawn, screen, startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** An author saves, and the audience sees: the same slide and step, changed; or nothing at all while it is half-written. */
let folder = "";
let file = "";
let stand: Stand;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-live-"));
  chmodSync(folder, 0o755);
  file = join(folder, "deck.en.md");
});
test.afterEach(async () => {
  await stand?.stop();
  removeFolder(folder);
});

const deck = (...slides: string[]) => slides.join("\n\n---\n\n");
const steps = "- one {.fragment}\n- two {.fragment}";

test("an edit shows at once, on the same slide and step, and nothing else moves", async ({
  page,
}) => {
  save(deck("# Start", `# Middle\n\n${steps}`, "# End"));
  await open(page);
  await press(page, "ArrowRight", { slide: 1, step: 0 });
  await press(page, "ArrowRight", { slide: 1, step: 1 });
  const { revision } = screen(await stand.health());
  const mark = await stage(page, (root) => {
    const heading = root.querySelector("section.present h1");
    heading?.setAttribute("data-mark", "kept");
    return heading?.textContent;
  });
  expect(mark).toBe("Middle");

  // Another slide than the one on stage: it stays the very same element.
  save(deck("# Start, better", `# Middle\n\n${steps}`, "# End"));
  await stand.until((health) => screen(health).revision !== revision && drawn(health), 5_000);
  expect(
    await stage(page, (root) => root.querySelector("section.present [data-mark=kept]") !== null),
  ).toBe(true);

  save(deck("# New first", "# Start, better", `# Middle\n\n${steps}`, "# End"));
  await stand.until((health) => screen(health).slide === 2 && drawn(health), 5_000);
  save(deck("# New first", "# Start, better", `# Middle, better\n\n${steps}`, "# End"));
  await expect
    .poll(() => stage(page, (root) => root.querySelector("section.present h1")?.textContent))
    .toBe("Middle, better");
  expect(screen(await stand.health())).toMatchObject({ slide: 2, step: 1, restarts: 0 });
  expect(
    await stage(page, (root) => root.querySelectorAll("section.present .fragment.visible").length),
  ).toBe(1);
});

test("an edit of an included file shows, and a broken one does not", async ({ page }) => {
  const part = join(folder, "part.md");
  writeFileSync(part, "# Middle");
  save(deck("# Start", "<!-- include: part.md -->", "# End"));
  await open(page);
  await press(page, "ArrowRight", { slide: 1, step: 0 });
  const heading = () =>
    stage(page, (root) => root.querySelector("section.present h1")?.textContent);
  expect(await heading()).toBe("Middle");
  writeFileSync(part, "# Middle, better");
  await expect.poll(heading).toBe("Middle, better");
  writeFileSync(part, "# Middle\n\n```js\nhalf");
  const refused = await stand.until(({ problems }) => problems.length > 0, 5_000);
  expect(refused.problems[0]).toMatchObject({ file: part, line: 3, code: "fence-open" });
  expect(stand.messages()).toContain(`${part}:3:1 error `);
  expect(await heading()).toBe("Middle, better");
});

test("a broken edit changes nothing for the audience and tells the author", async ({ page }) => {
  save(deck("# Start", "# End"));
  await open(page);
  const { revision } = screen(await stand.health());
  save("# Start\n\n```js\nconst half");
  const refused = await stand.until(({ problems }) => problems.length > 0, 5_000);
  expect(screen(refused)).toMatchObject({ revision, slide: 0, drawn: true });
  expect(refused.problems[0]).toMatchObject({ line: 3, severity: "error", code: "fence-open" });
  expect(stand.messages()).toContain(`${file}:3:1 error `);
  expect(await stage(page, (root) => root.querySelector("section.present h1")?.textContent)).toBe(
    "Start",
  );
  save("# Start, whole\n\n```js\nconst whole\n```");
  const whole = await stand.until(
    (health) => screen(health).revision !== revision && drawn(health),
    5_000,
  );
  expect(whole.problems).toEqual([]);
});

/** As editors do: written beside, then renamed over the file. */
function save(text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

async function open(page: Page): Promise<void> {
  stand = await startStand(["present", file, "--shell", "serve"]);
  await page.goto(stand.address);
  await stand.until(drawn, 10_000);
}

async function press(page: Page, key: string, at: { slide: number; step: number }): Promise<void> {
  await page.keyboard.press(key);
  await stand.until(
    (health) =>
      screen(health).slide === at.slide && screen(health).step === at.step && drawn(health),
    5_000,
  );
}

/** Asks the frame on stage. */
async function stage<T>(page: Page, ask: (root: Document) => T): Promise<T> {
  for (const frame of page.frames()) {
    const element = frame.parentFrame() && (await frame.frameElement());
    if (element && (await element.getAttribute("data-standby")) === null)
      return (await frame.evaluateHandle(() => document)).evaluate(ask) as Promise<T>;
  }
  throw new Error("no frame is on stage");
}
