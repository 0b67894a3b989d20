import type { ToApp, ToKeeper } from "./bond.ts";
import { PICTURE_MS, type Shell } from "./shell.ts";
import { seenIn, type Seen } from "./sight.ts";

/** The installed browser: the keeper starts it and starts it again, so that it outlives the app process. */
export function chromiumShell(
  tell: (message: ToKeeper) => void,
  onMessage: (listener: (message: ToApp) => void) => () => void,
): Shell {
  return {
    name: "chromium",
    open: ({ url, ...window }) =>
      tell({ type: "open", browser: { ...window, url, origin: new URL(url).origin } }),
    arrange: (wish) => tell({ type: "arrange", wish }),
    onSeats: (listener) =>
      void onMessage((message) => {
        if (message.type === "displays") listener(message.displays);
      }),
    look: (window) =>
      new Promise((resolve) => {
        const settle = (seen: Seen | null) => {
          clearTimeout(timer);
          undo();
          resolve(seen);
        };
        const timer = setTimeout(() => settle(null), PICTURE_MS);
        const undo = onMessage((message) => {
          if (message.type === "picture" && message.window === window)
            settle(message.png === null ? null : seenIn(Buffer.from(message.png, "base64")));
        });
        tell({ type: "look", window });
      }),
    mend: (window, kind) => tell({ type: "mend", window, kind }),
    parted: (window) => tell({ type: "parted", window }),
    dark: (dark) => tell({ type: "dark", dark }),
    end: () => tell({ type: "end" }),
    onGone: (listener) =>
      onMessage((message) => {
        if (message.type === "gone") listener({ window: message.window, kind: message.kind });
      }),
  };
}
