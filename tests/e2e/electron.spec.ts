import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  _electron,
  expect,
  test,
  type ElectronApplication,
  type Frame,
  type Page,
} from "@playwright/test";
import { electronOf } from "../../electron/setup-electron.mjs";
import type { Health } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/**
 * The product's own shell on its real runtime, which is downloaded and not among the packages. Where it is not, these tests
 * are skipped and say so; `npm run test:electron` fails instead.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = electronOf(root, process.env);
const ABSENT =
  "Electron's runtime is not on this machine: its tests are skipped (npm run test:electron runs them)";
if (!program) console.info(ABSENT);
test.skip(!program, ABSENT);

let folder = "";
let app: ElectronApplication;
let page: Page;
let port = 0;

/** A film that is a stage's own, and two plain slides, at a pace that a test can follow. */
function playlist(): string {
  cpSync(join(root, "tests/decks/stage/count.webm"), join(folder, "count.webm"));
  const film = '<video src="count.webm" data-autoplay loop muted></video>';
  writeFileSync(join(folder, "film.en.md"), `# Film\n\n${film}\n\n---\n\n# Words\n\nSome words.\n`);
  const file = join(folder, "film.playlist.yaml");
  writeFileSync(file, "lang: en\nseconds: 60\ndecks: [film]\n");
  return file;
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-electron-e2e-"));
  port = await freePort();
  app = await _electron.launch({
    executablePath: program ?? "",
    chromiumSandbox: process.getuid?.() !== 0,
    args: [join(root, "out/main/main.js"), "kiosk", playlist(), "--port", `${port}`],
    env: { ...process.env, XDG_STATE_HOME: folder } as Record<string, string>,
  });
  page = await app.firstWindow();
  await page.waitForURL("stage://app/screen.html");
});
test.afterEach(async () => {
  await app?.close();
  removeFolder(folder);
});

/** The frame on stage, once it has drawn. */
async function stage(): Promise<Frame> {
  await expect(page.locator("iframe:not([data-standby])")).toBeVisible();
  const element = await page.locator("iframe:not([data-standby])").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no frame on stage");
  await frame.locator("section.present h1").waitFor();
  return frame;
}

test("a page has the bridge and nothing else; its stage has not even that (2, 3, 20)", async () => {
  const look = () => ({
    app: Object.keys((window as { app?: object }).app ?? {}),
    node: [typeof globalThis.process, "require" in window, "module" in window],
    secure: isSecureContext,
  });
  const nothing = { node: ["undefined", false, false], secure: true };
  expect(await page.evaluate(look)).toEqual({ ...nothing, app: ["ask", "on"] });
  expect(await (await stage()).evaluate(look)).toEqual({ ...nothing, app: [] });
});

test("a film over stage:// plays, is sought by Range, and begins again", async () => {
  const film = (await stage()).locator("section.present video");
  await expect
    .poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0.1);
  const sought = await film.evaluate(async (video: HTMLVideoElement) => {
    const heard = new Promise((done) => video.addEventListener("seeked", done, { once: true }));
    video.currentTime = video.duration - 0.2;
    await heard;
    return { near: video.duration - video.currentTime < 0.3, ranges: video.seekable.length };
  });
  expect(sought).toEqual({ near: true, ranges: 1 });
  await expect
    .poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeLessThan(1);
});

test("no page leaves, opens a window, or gets a permission (5, 13, 14)", async () => {
  const frame = await stage();
  for (const address of [
    "https://example.org/",
    "file:///etc/hostname",
    "stage://stage-1/stage.html",
    "data:text/html,hello",
  ]) {
    await page.evaluate((to) => void (location.href = to), address);
    await page.evaluate((to) => void window.open(to), address);
    await frame.evaluate((to) => void (location.href = to), address);
  }
  const granted = await page.evaluate(async () => [
    await Notification.requestPermission(),
    (await navigator.permissions.query({ name: "geolocation" })).state,
    await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => "a camera",
      () => "denied",
    ),
  ]);
  expect(granted).toEqual(["denied", "denied", "denied"]);
  expect(page.url()).toBe("stage://app/screen.html");
  expect(app.windows()).toHaveLength(1);
});

test("a page that crashes is back on its slide within three seconds", async () => {
  await stage();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(async () => (await health()).screens[0]?.drawn, { timeout: 3_000 }).toBe(true);
  expect((await health()).screens[0]).toMatchObject({
    restarts: 1,
    lastFault: { kind: "page-gone" },
  });
});

test("a page is printed and captured, and its renderer is in the sandbox (4)", async () => {
  await stage();
  const made = await app.evaluate(async ({ BrowserWindow, app: electron }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const pdf = await contents?.printToPDF({ preferCSSPageSize: true });
    const picture = await contents?.capturePage();
    const tabs = electron.getAppMetrics().filter(({ type }) => type === "Tab");
    return {
      pdf: pdf?.subarray(0, 4).toString(),
      empty: picture?.isEmpty(),
      sandboxed: tabs.map(({ sandboxed }) => sandboxed),
    };
  });
  expect(made).toMatchObject({ pdf: "%PDF", empty: false });
  // Linux does not say it of a process; electron-first-run.mjs looks into /proc there.
  if (process.platform !== "linux") expect(made.sandboxed).not.toContain(false);
});

async function health(): Promise<Health> {
  return (await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as Health;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
}
