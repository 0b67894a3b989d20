import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser, type Stand } from "./stand.ts";

/** A browser of the Chromium shell into whose pages a test can reach: its pipe is the keeper's alone. */

/**
 * The same browser, which besides its pipe opens a port to be spoken to.
 *
 * @param folder that the user of the app can read @returns its executable, for `MTINOV_BROWSER`
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

/** Evaluates an expression in the page of a kiosk, or in its frame on stage. @throws when there is none, or the browser ends before it answers */
export async function evaluateIn(
  where: "page" | "frame",
  stand: Stand,
  expression: string,
): Promise<unknown> {
  const started = stand.processes().find(({ kind }) => kind === "browser");
  const profile = /--user-data-dir=(\S+)/.exec(started?.command ?? "")?.[1] ?? "";
  const [port] = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n");
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
  const page = targets.find(({ type }) => type === "page");
  if (where === "page") return evaluate(page, expression);
  const address = await evaluate(page, `document.querySelector("iframe:not([data-standby])").src`);
  return evaluate(
    targets.find(({ url }) => url === address),
    expression,
  );
}

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
