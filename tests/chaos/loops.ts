import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser, type Stand } from "../e2e/stand.ts";
import { only, type Fault } from "./faults.ts";

/** What a script does that never ends: its process lives and answers the system, and nobody else. */
export const loopFaults: readonly Fault[] = [
  {
    name: "frame loops",
    promiseMs: 1_000,
    blankMs: 160,
    told: ["frame-frozen"],
    inject: async ({ stand }) => ({ at: await loop(stand, "frame") }),
  },
  {
    name: "page loops",
    promiseMs: 6_000,
    blankMs: 6_000,
    told: ["page-frozen"],
    inject: async ({ stand }) => ({ at: await loop(stand, "page") }),
  },
];

/**
 * The same browser, which besides its pipe opens a port to be spoken to: the pipe is the keeper's alone.
 *
 * @param folder that the user of the app can read @returns its executable
 */
export function openedBrowser(folder: string): string {
  const file = join(folder, "browser");
  const switches = "--remote-debugging-port=0 '--remote-allow-origins=*'";
  writeFileSync(file, `#!/bin/sh\nexec '${browser}' ${switches} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

interface Target {
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

/** Has the page, or the frame on stage, run `while (true) {}`. @returns the moment it began, on this process's clock */
async function loop(stand: Stand, where: "page" | "frame"): Promise<number> {
  const { command } = only(stand, "browser");
  const profile = /--user-data-dir=(\S+)/.exec(command)?.[1] ?? "";
  const [port] = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n");
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
  const page = targets.find(({ type }) => type === "page");
  const address = await evaluate(page, `document.querySelector("iframe:not([data-standby])").src`);
  const frame = targets.find(({ url }) => url === address);
  await evaluate(where === "page" ? page : frame, "void setTimeout(() => { while (true) {} })");
  return performance.now();
}

/** Evaluates an expression in a page or a frame. @throws when there is none, or the browser ends before it answers */
function evaluate(target: Target | undefined, expression: string): Promise<unknown> {
  if (!target) throw new Error("no page, or no frame on stage");
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  const params = { expression, returnByValue: true };
  return new Promise((resolve, reject) => {
    socket.addEventListener("error", () => reject(new Error(`no answer: ${target.url}`)));
    socket.addEventListener("close", () => reject(new Error(`no answer: ${target.url}`)));
    socket.addEventListener("open", () =>
      socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params })),
    );
    socket.addEventListener("message", ({ data }) => {
      const { result } = JSON.parse(String(data)) as { result: { result: { value?: unknown } } };
      resolve(result.result.value);
      socket.close();
    });
  });
}
