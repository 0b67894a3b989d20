import type { Session, WebPreferences } from "electron";

/**
 * The web preferences of every window, in one place. Electron's defaults are written out: a page gets no Node, no
 * Electron, no second world, and is never slowed down because something covers it.
 */
export function preferencesOf(session: Session, preload: string | null): WebPreferences {
  return {
    session,
    ...(preload !== null && { preload }),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: "",
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    spellcheck: false,
    devTools: false,
    backgroundThrottling: false,
    autoplayPolicy: "no-user-gesture-required",
  };
}
