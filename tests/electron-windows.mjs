// @ts-check
// Electron as a browser for the specs: a window for each page that a test wants, with the preferences that the product
// gives to its own (electron/preferences.ts), but free to go where a test sends it.
import { app, BrowserWindow } from "electron";

app.on("window-all-closed", () => {
  // Between two tests no window is open, and the runtime stays.
});
// @ts-expect-error -- an event of the tests' own
app.on("window-wanted", () => void open());

async function open() {
  const window = new BrowserWindow({
    show: true,
    useContentSize: true,
    width: 1280,
    height: 720,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      backgroundThrottling: false,
      autoplayPolicy: "no-user-gesture-required",
    },
  });
  await window.loadURL("about:blank");
}
