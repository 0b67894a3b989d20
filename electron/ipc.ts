import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from "electron";
import type { Reply } from "../core/bridge.ts";
import { answer } from "./answers.ts";
import type { Pass } from "./bond.ts";
import { ASK, LISTEN, TELL } from "./channels.ts";
import type { Link, LinkOptions } from "./link.ts";

/** Electron's bridge to its windows: every message comes through `passOf`, which knows who may speak. */
export interface Ipc extends Link {
  /** Lets a window speak, as the bearer of that token. */
  admit(contents: WebContents, token: string): void;
}

/** @param origin of the trusted pages, as Chromium writes it */
export function openIpc(options: LinkOptions, origin: string): Ipc {
  const tokens = new Map<WebContents, string>();

  /** Who speaks: the page itself, not a frame in it, of our origin, in a window of ours. Null is nobody. */
  const passOf = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): Pass | null => {
    const token = tokens.get(sender);
    // It may have gone since it spoke, and a frame that has gone can't be asked anything.
    if (token === undefined || senderFrame === null || senderFrame.isDestroyed()) return null;
    if (senderFrame.parent !== null) return null;
    return senderFrame.origin === origin ? options.passOf(token) : null;
  };
  const refused: Reply = { refused: "This page may not speak to the app." };

  ipcMain.handle(ASK, async (event, name: unknown, args: unknown): Promise<Reply> => {
    const pass = passOf(event);
    const said = pass && (await answer(options.handlers, pass, { id: 0, name, args }));
    return said && !("event" in said) ? said : refused;
  });
  ipcMain.on(LISTEN, (event) => {
    const pass = passOf(event);
    if (pass) options.onConnect(pass);
  });

  return {
    origin,
    admit(contents, token) {
      tokens.set(contents, token);
      contents.once("destroyed", () => tokens.delete(contents));
    },
    tell(window, event, value) {
      for (const [contents, token] of tokens) {
        const told = options.passOf(token)?.window === window;
        // A page that has died hears nothing, and asking it would throw; it is told all of it when it is back.
        if (told && !contents.isDestroyed() && !contents.isCrashed())
          contents.send(TELL, event, value);
      }
    },
    async close() {
      ipcMain.removeHandler(ASK);
      ipcMain.removeAllListeners(LISTEN);
      tokens.clear();
    },
  };
}
