import type { Shell } from "./shell.ts";

/** No display: nothing is opened, any browser tab that has the address is a window. */
export function serveShell(announce: (url: string) => void, end: () => void): Shell {
  return {
    name: "serve",
    open: ({ url }) => announce(url),
    end,
    onGone: () => () => undefined,
  };
}
