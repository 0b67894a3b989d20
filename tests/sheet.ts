/**
 * `npm run sheet`: every slide of the bundled decks at its last step, in both languages, orientations and schemes, as
 * contact sheets in `test-results/sheets`. For the eye: nothing is judged here. Names of decks may be given; `--console`
 * gives pictures of the console and its overview instead.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "@playwright/test";
import { lastSteps, photograph, SHAPES, type Scheme, type Shape } from "./e2e/bundled.ts";
import { sheetsOfConsole } from "./sheet-console.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "test-results/sheets");
const SCHEMES: Scheme[] = ["light", "dark"];
const COLUMNS: Record<Shape, number> = { landscape: 3, portrait: 5 };
/** Width of a slide on a sheet, in pixels. */
const WIDTH: Record<Shape, number> = { landscape: 640, portrait: 384 };

mkdirSync(folder, { recursive: true });
const asked = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  const slides = join(root, "slides");
  const ofConsole = asked.includes("--console");
  for (const path of ofConsole ? await sheetsOfConsole(browser, slides, folder) : [])
    console.log(path);
  for (const file of ofConsole ? [] : readdirSync(slides)) {
    if (!/\.(fr|en)\.md$/.test(file)) continue;
    if (asked.length > 0 && !asked.some((name) => file.startsWith(name))) continue;
    await sheetsOf(file, browser);
  }
} finally {
  await browser.close();
}

/** Four sheets of one deck in one language. */
async function sheetsOf(file: string, browser: Browser): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  // A page of its own: the stage takes no foreign markup.
  const sheet = await context.newPage();
  for (const shape of Object.keys(SHAPES) as Shape[]) {
    const shots: Record<Scheme, string[]> = { light: [], dark: [] };
    await page.bringToFront();
    await lastSteps(page, join(root, "slides", file), shape, async (slide) => {
      for (const scheme of SCHEMES) {
        await slide.light(scheme);
        const shot = await photograph(page);
        shots[scheme].push(shot.toString("base64"));
      }
    });
    for (const scheme of SCHEMES) {
      await layOut(sheet, shots[scheme], shape);
      const path = join(folder, `${file.replace(/\.md$/, "")}.${shape}.${scheme}.png`);
      await sheet.bringToFront();
      await sheet.screenshot({ path, fullPage: true });
      console.log(path);
    }
  }
  await context.close();
}

async function layOut(page: Page, shots: string[], shape: Shape): Promise<void> {
  const columns = COLUMNS[shape];
  await page.setViewportSize({ width: columns * (WIDTH[shape] + 8) + 8, height: 200 });
  const pictures = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join("");
  await page.setContent(
    `<body style="margin:8px;background:#777"><div style="display:grid;gap:8px;grid-template-columns:repeat(${columns},1fr)">${pictures}</div><style>img{width:100%;display:block}</style>`,
  );
}
