import { chmodSync, chownSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { diagramsIn } from "../../core/diagram.ts";
import { drawnOf } from "../../electron/diagrams.ts";
import { ordinaryUser } from "../ordinary-user.mjs";
import { stageOf } from "./bundled.ts";
import { expect, test } from "./engine.ts";
import { browser, folderFor, startStand } from "./stand.ts";
import { readNetLog } from "./wall-netlog.ts";
import type { Shown } from "./wall-purify.ts";
import { removeFolder } from "../remove-folder.mjs";

/** A diagram on its way: its source, then what a hidden browser makes of it, live, through both walls, without a network. */
const DIAGRAM = `flowchart LR
  A["<img src='http://pixel.example.org/x.png' onerror=alert(1)>Cells"] --> B{Compliant enough?}
  click A "javascript:alert(1)"
  click B "http://link.example.org/"`;
const DECK = `# Start\n\n---\n\n# Middle\n\n- one {.fragment}\n\n\`\`\`mermaid\n${DIAGRAM}\n\`\`\`\n`;

test("a diagram shows its source until it is drawn, then its drawing, on the same step", async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-diagram-"));
  chmodSync(folder, 0o755);
  const user = ordinaryUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const deck = join(folder, "deck.en.md");
  writeFileSync(deck, DECK);
  const log = join(folder, "net.json");
  // The hidden browser waits at the door until the test has seen the source.
  const door = join(folder, "door");
  const slow = join(folder, "browser");
  const script = `#!/bin/sh\nwhile [ ! -e ${door} ]; do sleep 0.05; done\nexec ${browser} --log-net-log=${log} "$@"\n`;
  writeFileSync(slow, script, { mode: 0o755 });
  const state = folderFor();
  const stand = await startStand(["present", deck, "--shell", "serve"], {
    state,
    env: { MTINOV_BROWSER: slow },
  });
  try {
    await page.goto(stand.address);
    await stand.until(({ screens: [now] }) => now?.drawn === true, 10_000);
    for (const step of [0, 1]) {
      await page.keyboard.press("ArrowRight");
      await stand.until(
        ({ screens: [now] }) => now?.drawn === true && now.slide === 1 && now.step === step,
        5_000,
      );
    }
    const stage = await stageOf(page);
    const code = stage.locator("section.present code.language-mermaid");
    await expect(code).toContainText("flowchart LR");
    writeFileSync(door, "");
    await expect(stage.locator("section.present figure.diagram svg")).toBeVisible();
    await expect(code).toHaveCount(0);
    const now = await stand.health();
    expect(now.screens[0]).toMatchObject({ slide: 1, step: 1, restarts: 0 });
    expect(now.problems).toEqual([]);
    await expect(stage.locator("section.present .fragment.visible")).toHaveCount(1);

    await test.step("the second wall leaves the drawing whole, and holds by itself what the first may miss", async () => {
      const [drawing] = (
        await drawnOf(join(state, "mtinov-stage/diagrams"), diagramsIn(DECK))
      ).values();
      const svg = drawing && "svg" in drawing ? drawing.svg : "";
      // Boxes that could be clicked are there, their words whole, and said aloud as they stand.
      expect(svg).toMatch(/>Compliant<.*> enough\?</);
      expect(svg).toMatch(/aria-label="[^"]*Cells – Compliant enough\?"/);
      const wall = await page.context().newPage();
      await wall.addScriptTag({ content: await purifying(), type: "module" });
      const held = (html: string) =>
        wall.evaluate((each) => (window as unknown as { shown: Shown }).shown.held(each), html);
      // Names of the drawing's parts are for the first wall to give: without them it is the same drawing.
      const shapes = (html: string) => html.match(/<(?:path|rect|polygon|text|tspan)\b/g);
      expect(shapes(await held(svg))).toEqual(shapes(svg));
      const hostile = svg.replace(
        "<g ",
        `<script>alert(1)</script><style>*{fill:url(//pixel.example.org)}</style><a href="javascript:alert(1)"><path fill="url(http://pixel.example.org/#a)"/></a>
        <image href="http://pixel.example.org/x.png"/><foreignObject><img src=x onerror=alert(1)></foreignObject><g onclick="alert(1)" `,
      );
      const left = await held(hostile);
      expect(left).not.toMatch(/<script|<style|<a |<image|<img|onclick|onerror=|url\((?!#)/);
      expect(shapes(left)).toEqual(shapes(svg));
      await wall.close();
    });
  } finally {
    await stand.stop();
  }
  await test.step("the hidden browser asked nobody but this computer", () => {
    const { named, reached } = readNetLog(readFileSync(log, "utf8"));
    expect(reached.length).toBeGreaterThan(0);
    expect(reached.filter((address) => !address.startsWith("127.0.0.1:"))).toEqual([]);
    expect(named.filter((host) => host.endsWith("example.org"))).toEqual([]);
  });
  removeFolder(folder);
  removeFolder(state);
});

/** The page of the second wall alone. */
async function purifying(): Promise<string> {
  const here = new URL(".", import.meta.url).pathname;
  const { output } = (await build({
    root: here,
    configFile: false,
    logLevel: "error",
    build: { write: false, rollupOptions: { input: `${here}wall-purify.ts` } },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}
