import { mkdtempSync } from "node:fs";
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
import { removeFolder } from "../remove-folder.mjs";

/** The real server's handler over the folders of the payloads. */
export interface DeckHandler {
  handler: Handler;
  /** Payloads whose secret was given away. */
  read: ReadonlySet<string>;
  remove(): void;
}

/** The real stage page behind the real server, in a page of ours that hands it slides: no compiler, no sandbox. */
export interface StageSite {
  host: string;
  port: number;
  /** The page that holds the stage. */
  address: string;
  /** The stage itself. */
  stage: string;
  read: ReadonlySet<string>;
  close(): Promise<void>;
}

const root = new URL("../..", import.meta.url).pathname;

/** Builds the pages as they ship, into a folder of their own. @returns that folder. */
export async function buildPages(): Promise<string> {
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
      rollupOptions: {
        input: {
          screen: join(root, "renderer/screen.html"),
          stage: join(root, "renderer/stage.html"),
        },
      },
    },
  });
  return outDir;
}

export function handleDecks(pages: string, payloads: readonly Payload[]): DeckHandler {
  const decks = mkdtempSync(join(tmpdir(), "mtinov-decks-"));
  const folders = new Map(payloads.map((payload) => [codeOf(payload), writeDeck(payload, decks)]));
  const read = new Set<string>();
  const handler = createHandler({
    pages,
    folderOf: (address) => folders.get(address) ?? null,
    health: () => ({}),
  });
  return {
    handler: watching(handler, read),
    read,
    remove: () => removeFolder(decks),
  };
}

/** Base of the files of a payload, as the real server has it. */
export function addressOf(payload: Payload): string {
  return `/d/${codeOf(payload)}/`;
}

/** As long as the app's own: the id, filled up. */
function codeOf({ id }: Payload): string {
  return id.padEnd(22, "_");
}

/** Sees the secret go by. */
function watching(handler: Handler, read: Set<string>): Handler {
  return async (request) => {
    const response = await handler(request);
    const [, kind, address = ""] = new URL(request.url).pathname.split("/");
    if (kind !== "d" || !response.ok) return response;
    const body = await response.arrayBuffer();
    if (Buffer.from(body).includes(SECRET)) read.add(address.replace(/_+$/, ""));
    return new Response(body, response);
  };
}

export async function serveStage(pages: string, payloads: readonly Payload[]): Promise<StageSite> {
  const decks = handleDecks(pages, payloads);
  const server = createServer(
    getRequestListener((request) => {
      if (new URL(request.url).pathname !== "/host.html") return decks.handler(request);
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    port,
    address: `http://127.0.0.1:${port}/host.html`,
    stage: `http://stage-1.localhost:${port}/stage.html`,
    read: decks.read,
    async close() {
      await closed(server);
      decks.remove();
    },
  };
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>
<style>body, iframe { margin: 0; border: 0; display: block; width: 100vw; height: 100vh }</style>
<link rel="icon" href="data:,"><body><script>
const origin = "http://stage-1.localhost:" + location.port;
const { port1, port2 } = new MessageChannel();
const pulse = new MessageChannel();
const waiting = new Map();
port1.onmessage = ({ data }) => data.type === "drawn" && waiting.get(data.place)?.();
const frame = document.createElement("iframe");
frame.allow = "autoplay";
frame.onload = () => { frame.contentWindow.postMessage("stage", origin, [port2, pulse.port2]); window.ready = true; };
frame.src = origin + "/stage.html";
document.body.append(frame);
window.draw = (picture) => new Promise((resolve) => {
  waiting.set(picture.slides[picture.current].place, resolve);
  port1.postMessage({ type: "show", picture });
});
</script></body></html>`;
