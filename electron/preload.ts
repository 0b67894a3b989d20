import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import type { Bridge } from "../core/bridge.ts";
import { ASK, LISTEN, TELL } from "./channels.ts";

/** Runs before a trusted page's own script, sandboxed and isolated; the frames of the stage get none of it. */
const bridge: Bridge = {
  ask: (name, args) => ipcRenderer.invoke(ASK, name, args),
  on(event, listener) {
    // Values alone go through: Electron's event holds its sender.
    const hear = (_event: IpcRendererEvent, name: string, value: unknown) => {
      if (name === event) listener(value);
    };
    ipcRenderer.on(TELL, hear);
    ipcRenderer.send(LISTEN);
    return () => void ipcRenderer.off(TELL, hear);
  },
};

contextBridge.exposeInMainWorld("app", bridge);
