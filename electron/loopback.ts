import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { WebSocketServer, type WebSocket } from "ws";
import type { Handlers, Outgoing } from "../core/contract.ts";
import { answer } from "./answers.ts";
import type { Pass } from "./bond.ts";
import type { Link, LinkOptions } from "./link.ts";

/** Loopback HTTP and WebSocket: how pages reach the app in the Chromium and serve shells. */
export interface Loopback extends Link {
  port: number;
}

export interface LoopbackOptions extends LinkOptions {
  port: number;
}

/** No message of ours is longer; a longer one closes the connection. */
const LONGEST_MESSAGE = 16 * 1024;
/** The token travels as a subprotocol: an address would be logged, a header can't be set by a page. */
const PROTOCOL = "mtinov-stage";

/** @throws the system's error when the port is taken. */
export async function openLoopback(options: LoopbackOptions): Promise<Loopback> {
  const http = createServer(getRequestListener(options.handler));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    handleProtocols: () => PROTOCOL,
  });
  const windows = new Map<WebSocket, Pass>();
  let closing = false;
  http.on("upgrade", (request, socket, head) => {
    const pass = passOf(request, options);
    if (!pass) return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (window) => {
      windows.set(window, pass);
      window.on("close", () => {
        windows.delete(window);
        if (!closing) options.onPart?.(pass);
      });
      window.on("error", () => window.terminate());
      window.on("message", (data) => void reply(window, pass, data.toString(), options.handlers));
      options.onConnect(pass);
    });
  });
  const port = await listen(http, options.port);
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    tell(id, event, value) {
      for (const [window, pass] of windows) if (pass.window === id) send(window, { event, value });
    },
    async close() {
      closing = true;
      for (const window of windows.keys()) window.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Only our own page, on our own host, with a token we gave: `Host` against DNS rebinding, `Origin` against other sites. */
function passOf(request: IncomingMessage, options: LoopbackOptions): Pass | null {
  const host = request.headers.host ?? "";
  if (!/^127\.0\.0\.1:\d+$/.test(host) || request.headers.origin !== `http://${host}`) return null;
  if (request.url !== "/socket") return null;
  const [protocol, token] = (request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  return protocol === PROTOCOL && token ? options.passOf(token) : null;
}

function refuse(socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

async function reply(
  window: WebSocket,
  pass: Pass,
  text: string,
  handlers: Handlers,
): Promise<void> {
  const answered = await answer(handlers, pass, parse(text));
  if (answered) send(window, answered);
  else window.terminate();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function send(window: WebSocket, message: Outgoing): void {
  if (window.readyState === window.OPEN) window.send(JSON.stringify(message));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // Loopback alone: nothing on the network reaches the app.
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
