import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { build } from "vite";
import configuration from "../../electron.vite.config.ts";
import { createHandler, type Handler } from "../../electron/server.ts";
import { SECRET, writeDeck, type Payload } from "./wall-corpus.ts";
import { closed } from "./wall-proxy.ts";

/** The real stage page behind the real server, in a page of ours that hands it slides: no compiler, no sandbox. */
export interface StageSite {
  host: string;
  port: number;
  /** The page that holds the stage. */
  address: string;
  /** The stage itself. */
  stage: string;
  /** Base of the files of a deck. */
  baseOf(payload: Payload): string;
  /** Payloads whose secret was given away. */
  read: ReadonlySet<string>;
  close(): Promise<void>;
}

const root = new URL("../..", import.meta.url).pathname;

/** Builds the stage as it ships, into a folder of their own. @returns that folder. */
export async function buildStage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "mtinov-pages-"));
  const { renderer } = configuration as { renderer: { plugins: []; build: object } };
  await build({
    root: join(root, "renderer"),
    plugins: renderer.plugins,
    configFile: false,
    base: "./",
    logLevel: "error",
    build: {
      ...renderer.build,
      outDir,
      rollupOptions: { input: { stage: join(root, "renderer/stage.html") } },
    },
  });
  return outDir;
}

export async function serveStage(pages: string, payloads: readonly Payload[]): Promise<StageSite> {
  const decks = mkdtempSync(join(tmpdir(), "mtinov-decks-"));
  const folders = new Map(
    payloads.map((payload) => [addressOf(payload), writeDeck(payload, decks)]),
  );
  const read = new Set<string>();
  const handler = createHandler({
    pages,
    folderOf: (address) => folders.get(address) ?? null,
    health: () => ({}),
  });
  const server = createServer(getRequestListener(holding(handler, read)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    port,
    address: `http://127.0.0.1:${port}/host.html`,
    stage: `http://stage-1.localhost:${port}/stage.html`,
    baseOf: (payload) => `/d/${addressOf(payload)}/`,
    read,
    async close() {
      await closed(server);
      rmSync(decks, { recursive: true, force: true });
    },
  };
}

/** As long as the app's own: the id, filled up. */
function addressOf({ id }: Payload): string {
  return id.padEnd(22, "_");
}

/** The handler, and the page that holds the stage. */
function holding(handler: Handler, read: Set<string>): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/host.html") return new Response(page, { headers: html });
    const response = await handler(request);
    const [, kind, address = ""] = pathname.split("/");
    if (kind !== "d" || !response.ok) return response;
    const body = await response.arrayBuffer();
    if (Buffer.from(body).includes(SECRET)) read.add(address.replace(/_+$/, ""));
    return new Response(body, response);
  };
}

const html = { "content-type": "text/html; charset=utf-8" };
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>
<style>body, iframe { margin: 0; border: 0; display: block; width: 100vw; height: 100vh }</style>
<link rel="icon" href="data:,"><body><script>
const origin = "http://stage-1.localhost:" + location.port;
const { port1, port2 } = new MessageChannel();
const waiting = new Map();
port1.onmessage = ({ data }) => data.type === "drawn" && waiting.get(data.place)?.();
const frame = document.createElement("iframe");
frame.allow = "autoplay";
frame.onload = () => { frame.contentWindow.postMessage("stage", origin, [port2]); window.ready = true; };
frame.src = origin + "/stage.html";
document.body.append(frame);
window.draw = (picture) => new Promise((resolve) => {
  waiting.set(picture.slides[picture.current].place, resolve);
  port1.postMessage({ type: "show", picture });
});
</script></body></html>`;
