// @ts-check
// Runs the built main process in plain Node, with the recording fake for Electron: `node tests/electron-bundle.mjs kiosk …`.
// Prints what it asked of Electron to open its window, as one line of JSON, and ends it.
import { registerHooks } from "node:module";

const fakeUrl = new URL("electron-fake.ts", import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === "electron" ? { url: fakeUrl, shortCircuit: true } : next(name, context),
});
const fake = await import("./electron-fake.ts");
const main = new URL("../out/main/main.js", import.meta.url).href;
const preload = new URL("../out/preload/preload.cjs", import.meta.url);
await import(main);
fake.becomeReady();
while (fake.argumentsOf("window.loadURL").length === 0) await new Promise(setImmediate);
const [window] = fake.windows;
const ours = fake.sessions.find(({ partition }) => partition === "stage");
/** @param {string} url */
const get = async (url) => {
  const handler = /** @type {(request: Request) => Promise<Response>} */ (
    /** @type {unknown} */ (ours?.handlers["protocol"])
  );
  const response = await handler(new Request(url));
  const text = await response.text();
  return {
    status: response.status,
    scripts: [...text.matchAll(/src="([^"]+\.js)"/g)].map(([, at]) => at),
  };
};
const page = await get("stage://app/screen.html");
const script = await get(`stage://app/${page.scripts[0]?.replace(/^\.?\//, "")}`);
const { session: _, ...preferences } = window?.options.webPreferences ?? {};
console.log(
  JSON.stringify({
    address: fake.argumentsOf("window.loadURL")[0]?.[0],
    kiosk: window?.options.kiosk,
    preload: preferences.preload === (await import("node:url")).fileURLToPath(preload),
    sandbox: preferences.sandbox,
    page: page.status,
    script: script.status,
  }),
);
fake.app.quit();
process.exit(await fake.exited);
