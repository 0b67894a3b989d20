import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolder } from "../remove-folder.mjs";

/**
 * A page that is watched as little as can be. Playwright listens to the network, for which the page's process keeps the
 * body of every response: what a page itself keeps can't be told from that.
 */
export interface BarePage {
  /** The browser's process. */
  pid: number;
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Runs a function in the page with an argument that is plain data, and resolves with its result. */
  run<A, R>(task: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}

export interface BareBrowser {
  executablePath?: string;
  chromiumSandbox?: boolean;
  args?: string[];
}

interface Answer {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** Opens a page in a browser of its own, and ends that browser after `use`, whatever happens. */
export async function withBarePage<T>(
  url: string,
  { executablePath = "chromium", chromiumSandbox, args = [] }: BareBrowser,
  use: (page: BarePage) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), "mtinov-bare-"));
  const browser = spawn(executablePath, [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    ...(chromiumSandbox ? [] : ["--no-sandbox"]),
    ...args,
    "about:blank",
  ]);
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  try {
    return await use(await openPage(browser, url));
  } finally {
    browser.kill("SIGKILL");
    await ended;
    removeFolder(profile);
  }
}

async function openPage(browser: ChildProcess, url: string): Promise<BarePage> {
  const origin = await originOf(browser);
  const target = await fetch(`${origin}/json/new?about:blank`, { method: "PUT" });
  const { webSocketDebuggerUrl } = (await target.json()) as { webSocketDebuggerUrl: string };
  const send = await talkTo(webSocketDebuggerUrl);
  // Resolves when the page has taken the place of the blank one.
  await send("Page.navigate", { url });
  return {
    pid: browser.pid ?? 0,
    send,
    async run<A, R>(task: (argument: A) => R | Promise<R>, argument: A) {
      const { result, exceptionDetails } = (await send("Runtime.evaluate", {
        expression: `(${String(task)})(${JSON.stringify(argument)})`,
        awaitPromise: true,
        returnByValue: true,
      })) as { result: { value: R }; exceptionDetails?: object };
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
  };
}

/** Where the browser listens, which it says when it does. */
function originOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    browser.stderr?.on("data", (data) => {
      said += String(data);
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    browser.once("error", reject);
    browser.once("exit", (code) => reject(new Error(`The browser ended with ${code}: ${said}`)));
  });
}

async function talkTo(address: string): Promise<BarePage["send"]> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  socket.addEventListener("close", () => {
    for (const answer of waiting.values()) answer({ error: { message: "the page is gone" } });
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("The page can't be reached.")));
  });
  let last = 0;
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
