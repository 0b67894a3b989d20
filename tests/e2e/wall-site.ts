import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build, type Rolldown } from "vite";
import { SECRET, writeDeck, type Payload } from "./wall-corpus.ts";
import type { BareDeck } from "./wall-none.ts";
import { closed } from "./wall-proxy.ts";
import { removeFolder } from "../remove-folder.mjs";

/** A careless server: every payload has its folder, and any path is read as it is written. */
export interface PlainSite {
  /** `host:port`. */
  host: string;
  /** Address of the page of a deck. */
  addressOf(id: string): string;
  /** Payloads whose secret was given away. */
  read: ReadonlySet<string>;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".md": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".vtt": "text/vtt",
  ".webm": "video/webm",
  ".xhtml": "application/xhtml+xml",
};

/** @param decks by the name of their page: a payload's id, which is then in its folder, or any other. */
export async function servePlain(
  payloads: readonly Payload[],
  decks: ReadonlyMap<string, BareDeck>,
): Promise<PlainSite> {
  const root = mkdtempSync(join(tmpdir(), "mtinov-plain-"));
  const ids = new Set(payloads.map(({ id }) => id));
  const bundle = await bundlePlain();
  const read = new Set<string>();
  for (const payload of payloads) writeDeck(payload, root);
  writeFileSync(join(root, "secret.png"), SECRET);

  const answer = (
    path: string,
    referrer: string,
  ): { body: string | Buffer; type: string } | null => {
    const [, id = "", folder = "", page, raw] = path.split("/");
    const deck = decks.get(id);
    if (id === "plain") return bundle[folder] ?? null;
    if (deck && folder === "deck" && page === "deck.html") {
      if (!raw) return { body: pageOf(deck), type: "text/html; charset=utf-8" };
      const { slides, parallax } = deck;
      return { body: JSON.stringify({ raw: slides, parallax }), type: "application/json" };
    }
    const file = decoded(path).replaceAll("\\", "/");
    const body = fileAt(join(root, file));
    if (body?.includes(SECRET)) read.add(ids.has(id) ? id : (referrer.split("/")[3] ?? ""));
    return body && { body, type: types[extname(file)] ?? "application/octet-stream" };
  };
  const server = createServer((request, response) => {
    const found = answer(
      (request.url ?? "/").replace(/[?#].*$/, ""),
      request.headers.referer ?? "",
    );
    response.writeHead(found ? 200 : 404, { "content-type": found?.type ?? "text/plain" });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    addressOf: (id) => `http://${host}/${id}/deck/deck.html`,
    read,
    async close() {
      await closed(server);
      removeFolder(root);
    },
  };
}

/** Base of the files of a payload. */
export function baseOf({ id }: Payload): string {
  return `/${id}/deck/`;
}

/** Says everything it was told, as it was told. The deck's files are beside the page. */
function pageOf(deck: BareDeck): string {
  const sections = deck.slides.map(({ attributes, html }) => {
    const written = Object.entries(attributes).map(
      ([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
    );
    return `<section${written.join("")}>${html}</section>`;
  });
  return `<!doctype html><html lang="${deck.lang}"><head><meta charset="utf-8">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/plain/plain.css">
<script type="module" src="/plain/plain.js"></script><title>${deck.title}</title>
${deck.styles.map((style) => `<link rel="stylesheet" href="${style}">`).join("")}
${deck.scripts.map((script) => `<script src="${script}"></script>`).join("")}
</head><body><div class="reveal"><div class="slides">${sections.join("\n")}</div></div></body></html>`;
}

async function bundlePlain(): Promise<Record<string, { body: string; type: string }>> {
  const here = new URL(".", import.meta.url).pathname;
  const result = (await build({
    root: here,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rollupOptions: {
        input: { plain: join(here, "wall-plain.ts") },
        output: { entryFileNames: "[name].js", assetFileNames: "plain.[ext]" },
      },
    },
  })) as Rolldown.RolldownOutput;
  return Object.fromEntries(
    result.output.map((file) => [
      file.fileName,
      {
        body: file.type === "chunk" ? file.code : String(file.source),
        type: types[extname(file.fileName)] ?? "",
      },
    ]),
  );
}

function fileAt(path: string): Buffer | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : null;
}

/** Percent signs that mean nothing are taken as they stand. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
