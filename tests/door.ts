import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import WebSocket from "ws";
import { requests, type Handlers, type RequestName } from "../core/contract.ts";
import type { Pass } from "../electron/bond.ts";
import { openLoopback, type Loopback } from "../electron/loopback.ts";
import { createHandler, type Handler } from "../electron/server.ts";
import { removeFolder } from "./remove-folder.mjs";

/** The app's real door on a real port, with a deck behind it and what no deck may give beside it. */
export interface Door {
  handler: Handler;
  loopback: Loopback;
  /** Every call of a handler: its name, the window, the arguments. */
  calls: [string, string, ...unknown[]][];
  /** The windows that came in. */
  connected: string[];
  close(): Promise<void>;
}

export const SECRET = "this-is-outside";
/** Of the deck's folder. */
export const ADDRESS = "0123456789abcdefghijkl";
export const TOKEN = "the-token-of-the-kiosk-window-32";
export const OTHER = "the-token-of-another-window---32";

const passes: Record<string, Pass> = {
  [TOKEN]: { window: "main", show: "main", role: "kiosk" },
  [OTHER]: { window: "other", show: "other", role: "audience" },
};

export async function openDoor(): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-door-"));
  const [pages, deck] = [join(folder, "pages"), join(folder, "deck")];
  for (const each of [join(pages, "assets"), deck]) mkdirSync(each, { recursive: true });
  writeFileSync(join(pages, "screen.html"), "trusted page");
  writeFileSync(join(pages, "stage.html"), "stage page");
  writeFileSync(join(pages, "sheet.html"), "stage page");
  writeFileSync(join(pages, "assets", "screen.js"), "page script");
  writeFileSync(join(folder, "secret.png"), SECRET);
  writeFileSync(join(deck, "picture.png"), "deck picture");
  writeFileSync(join(deck, "drawing.svg"), "<svg/>");
  writeFileSync(join(deck, "deck.fr.md"), SECRET);
  writeFileSync(join(deck, ".hidden.png"), SECRET);
  symlinkSync("../secret.png", join(deck, "link.png"));
  symlinkSync("..", join(deck, "up"));
  const calls: Door["calls"] = [];
  const connected: string[] = [];
  const handler = createHandler({
    pages,
    folderOf: (address) => (address === ADDRESS ? deck : null),
    health: () => ({ well: true }),
  });
  const loopback = await openLoopback({
    port: 0,
    handler,
    handlers: recording(calls),
    passOf: (token) => (Object.hasOwn(passes, token) ? (passes[token] ?? null) : null),
    onConnect: ({ window }) => void connected.push(window),
  });
  return {
    handler,
    loopback,
    calls,
    connected,
    async close() {
      await loopback.close();
      removeFolder(folder);
    },
  };
}

/** What an attempt to come in says. `PORT` stands for the port. */
export interface Knock {
  host: string;
  origin: string;
  path: string;
  protocols: string[];
}

/** How our own page knocks, but for what is given. */
function knock(port: number, given: Partial<Knock>): WebSocket {
  const right: Knock = {
    host: "127.0.0.1:PORT",
    origin: "http://127.0.0.1:PORT",
    path: "/socket",
    protocols: ["mtinov-stage", TOKEN],
  };
  const { host, origin, path, protocols } = { ...right, ...given };
  const ported = (text: string) => text.replace("PORT", `${port}`);
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
    headers: { Host: ported(host), ...(origin && { Origin: ported(origin) }) },
  });
}

export function open(port: number, given: Partial<Knock> = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = knock(port, given);
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** The status that an attempt is answered with: 101 when it came in. */
export function statusOf(port: number, given: Partial<Knock>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = knock(port, given);
    socket.once("error", reject);
    socket.once("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.once("unexpected-response", (request, response) => {
      socket.off("error", reject).on("error", () => {});
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
  });
}

const SENTINEL = 999_999;

/** Whether a proper request is still answered; false when the door was closed instead. */
export function answered(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.on("message", (data) => {
      if ((JSON.parse(`${data}`) as { id?: number }).id === SENTINEL) resolve(true);
    });
    socket.once("close", () => resolve(false));
    socket.send(JSON.stringify({ id: SENTINEL, name: "beat", args: [null] }));
  });
}

export function closing(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once("close", resolve));
}

/** A connection that came in by hand, so that anything can be written to it. */
export function rawSocket(port: number) {
  return new Promise<ReturnType<typeof connect>>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", () => {
      socket.off("error", reject).on("error", () => socket.destroy());
      resolve(socket);
    });
    socket.write(
      `GET /socket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n` +
        `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n` +
        `Sec-WebSocket-Protocol: mtinov-stage, ${TOKEN}\r\n\r\n`,
    );
  });
}

export function rawRequest(port: number, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.once("error", reject);
    socket.once("close", () => resolve(text));
    socket.write(`${head}Connection: close\r\n\r\n`, "latin1");
  });
}

/** What can stand in a header. */
export function header(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[!-~][ -~]{0,30}[!-~]$/);
}

function recording(calls: Door["calls"]): Handlers {
  const names = Object.keys(requests) as RequestName[];
  const handlers = names.map((name) => [
    name,
    ({ window }: Pass, ...args: unknown[]) => {
      calls.push([name, window, ...args]);
      return null;
    },
  ]);
  return Object.fromEntries(handlers) as Handlers;
}
