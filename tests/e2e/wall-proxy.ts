import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Counts whatever a browser asks of the world: it is told to send everything here but its own pages' addresses. */
export interface CountingProxy {
  address: string;
  /** What was asked, as `METHOD url`, oldest first. */
  asked: string[];
  close(): Promise<void>;
}

/** It answers everything with a small page, so that whoever got out stays out and is seen. */
export async function openProxy(): Promise<CountingProxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" });
    response.end("<!doctype html><title>outside</title>");
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.on("error", () => socket.destroy());
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, asked, close: () => closed(server) };
}

export function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
