import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { FEATURES } from "../../electron/switches.ts";
import { browser as executable } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/**
 * A browser whose frames may die: Playwright calls a page crashed when a frame of it is, and speaks to it no more. This
 * one is spoken to in the DevTools protocol over its pipe.
 */
export interface CrashBrowser {
  open(address: string, size: { width: number; height: number }): Promise<CrashPage>;
  /** Processor time of each renderer, in seconds, by process. */
  renderers(): Promise<Map<number, number>>;
  close(): Promise<void>;
}

export interface CrashPage {
  /** Evaluates an expression, in the page or in the frame of that address. */
  evaluate<T>(expression: string, frame?: string): Promise<T>;
  /** Presses a key that types nothing. */
  press(key: string): Promise<void>;
  /** Starts to record every picture that is painted. */
  record(): Promise<() => Promise<Painted[]>>;
  close(): Promise<void>;
}

export interface Painted {
  /** Base64 of a PNG; equal pictures have equal text. */
  png: string;
  /** When it was painted, in seconds since 1970. */
  at: number;
}

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}
type Listener = (params: Record<string, unknown>, session: string | undefined) => void;
type Send = <T>(method: string, params?: object, session?: string) => Promise<T>;

/** @param plain as somebody's own browser is, without what our shells add */
export function openCrashBrowser(plain = false): CrashBrowser {
  const profile = mkdtempSync(join(tmpdir(), "mtinov-crash-"));
  const child = spawn(
    executable,
    [
      "--headless",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--disable-background-networking",
      "--autoplay-policy=no-user-gesture-required",
      "--force-prefers-reduced-motion",
      "--hide-scrollbars",
      ...(plain ? [] : [`--enable-features=${FEATURES}`]),
      "--mute-audio",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const listeners = new Set<[string, Listener]>();
  const send = speak(child, (method, params, session) => {
    for (const [name, listener] of listeners) if (name === method) listener(params, session);
  });
  const on = (method: string, listener: Listener) => {
    const entry: [string, Listener] = [method, listener];
    listeners.add(entry);
    return () => void listeners.delete(entry);
  };

  return {
    open: (address, size) => openPage(send, on, address, size),
    async renderers() {
      const { processInfo } = await send<{
        processInfo: { type: string; id: number; cpuTime: number }[];
      }>("SystemInfo.getProcessInfo");
      const ours = processInfo.filter(({ type }) => type === "renderer");
      return new Map(ours.map(({ id, cpuTime }) => [id, cpuTime]));
    },
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      // Its last processes may still be writing.
      removeFolder(profile);
    },
  };
}

async function openPage(
  send: Send,
  on: (method: string, listener: Listener) => () => void,
  address: string,
  size: { width: number; height: number },
): Promise<CrashPage> {
  const { targetId } = await send<{ targetId: string }>("Target.createTarget", {
    url: "about:blank",
  });
  const { sessionId: page } = await send<{ sessionId: string }>("Target.attachToTarget", {
    targetId,
    flatten: true,
  });
  /** Sessions of the frames of other processes, by target. */
  const frames = new Map<string, string>();
  on("Target.attachedToTarget", ({ sessionId, targetInfo }, session) => {
    const { targetId: frame } = targetInfo as { targetId: string };
    if (session !== page) return;
    frames.set(frame, sessionId as string);
    // It may be gone again; then nobody asks it for anything.
    send("Inspector.enable", {}, sessionId as string).catch(() => frames.delete(frame));
  });
  await send(
    "Target.setAutoAttach",
    {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
    },
    page,
  );
  await send("Page.enable", {}, page);
  await send(
    "Emulation.setDeviceMetricsOverride",
    { ...size, deviceScaleFactor: 1, mobile: false },
    page,
  );
  await send("Page.navigate", { url: address }, page);

  async function sessionOf(address: string): Promise<string> {
    const { targetInfos } = await send<{ targetInfos: { targetId: string; url: string }[] }>(
      "Target.getTargets",
    );
    const target = targetInfos.find(({ url }) => url === address);
    const session = frames.get(target?.targetId ?? "");
    if (session === undefined) throw new Error(`no frame ${address}`);
    return session;
  }

  return {
    async evaluate<T>(expression: string, frame?: string) {
      const session = frame === undefined ? page : await sessionOf(frame);
      const { result, exceptionDetails } = await send<{
        result: { value: T };
        exceptionDetails?: { text: string };
      }>("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, session);
      if (exceptionDetails) throw new Error(`${exceptionDetails.text}: ${expression}`);
      return result.value;
    },
    async press(key) {
      for (const type of ["rawKeyDown", "keyUp"])
        await send("Input.dispatchKeyEvent", { type, key, code: key }, page);
    },
    async record() {
      const painted: Painted[] = [];
      const end = on("Page.screencastFrame", ({ data, sessionId, metadata }, session) => {
        if (session !== page) return;
        const { timestamp } = metadata as { timestamp: number };
        painted.push({ png: data as string, at: timestamp });
        void send("Page.screencastFrameAck", { sessionId }, page);
      });
      await send("Page.startScreencast", { format: "png", everyNthFrame: 1 }, page);
      return async () => {
        await send("Page.stopScreencast", {}, page);
        end();
        return painted;
      };
    },
    close: async () => void (await send("Target.closeTarget", { targetId })),
  };
}

/** Messages of the pipe end with a NUL. */
function speak(
  child: ChildProcess,
  hear: (method: string, params: Record<string, unknown>, session?: string) => void,
): Send {
  const [, , , write, read] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, PromiseWithResolvers<unknown> & { session?: string }>();
  let last = 0;
  let text = "";
  read.setEncoding("utf8");
  read.on("data", (data: string) => {
    const pieces = (text + data).split("\0");
    text = pieces.pop() ?? "";
    for (const piece of pieces) take(JSON.parse(piece) as Message);
  });
  // The browser may end before it reads.
  write.on("error", () => undefined);
  child.once("exit", () => {
    for (const each of waiting.values()) each.reject(new Error("the browser has ended"));
  });

  function giveUp(session: unknown): void {
    for (const [id, each] of waiting) {
      if (each.session === undefined || each.session !== session) continue;
      waiting.delete(id);
      each.reject(new Error("the frame is gone"));
    }
  }

  function take({ id, method, params = {}, result, error, sessionId }: Message): void {
    // A frame that is gone answers nothing.
    if (method === "Inspector.targetCrashed") giveUp(sessionId);
    if (method === "Target.detachedFromTarget") giveUp(params["sessionId"]);
    if (method !== undefined) return hear(method, params, sessionId);
    const asked = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  }

  return <T>(method: string, params: object = {}, sessionId?: string) => {
    const asked = Promise.withResolvers<unknown>();
    last += 1;
    waiting.set(last, { ...asked, ...(sessionId !== undefined && { session: sessionId }) });
    write.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    return asked.promise as Promise<T>;
  };
}
