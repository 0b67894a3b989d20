import type { ToApp, ToKeeper } from "./bond.ts";
import type { Shell } from "./shell.ts";

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
    parted: (window) => tell({ type: "parted", window }),
    dark: (dark) => tell({ type: "dark", dark }),
    end: () => tell({ type: "end" }),
    onGone: (listener) =>
      onMessage((message) => {
        if (message.type === "gone") listener({ window: message.window, kind: message.kind });
      }),
  };
}
