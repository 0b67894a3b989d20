import type { BrowserWindow } from "electron";
import { patiently } from "./patience.ts";

/** A hidden page: for check, export, drawing diagrams and thumbnails. */
export interface Offscreen {
  /** The value of a JavaScript expression in the page; a promise is awaited, 10 s at most. @throws what the page throws */
  evaluate<T>(expression: string): Promise<T>;
  /** The page as PDF, with its own page size and its backgrounds. */
  pdf(): Promise<Uint8Array>;
  /** The page as PNG. */
  capture(): Promise<Uint8Array>;
  close(): void;
}

/** @param window hidden, made with the preferences of every window @throws when the page can't be loaded */
export async function openOffscreen(window: BrowserWindow, url: string): Promise<Offscreen> {
  const { webContents: contents } = window;
  try {
    await window.loadURL(url);
  } catch (error) {
    window.destroy();
    throw error;
  }
  return {
    // A page that is frozen or dead never answers.
    evaluate: (expression) => patiently(contents.executeJavaScript(expression)),
    pdf: () => contents.printToPDF({ preferCSSPageSize: true, printBackground: true }),
    async capture() {
      const image = await contents.capturePage(undefined, { stayHidden: true });
      return image.toPNG();
    },
    close() {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
