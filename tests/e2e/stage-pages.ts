import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build, type Rolldown } from "vite";
import { revealRebase } from "../../renderer/reveal-rebase.plugin.ts";

/** Serves two pages over loopback: plain Reveal as released, and our stage behind its policy. */
export interface StagePages {
  plain: string;
  ours: string;
  close(): Promise<void>;
}

const here = new URL(".", import.meta.url);
const media = new URL("../decks/stage/", import.meta.url);

/** The policy of the real stage frame, as far as it concerns what Reveal and we write. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types stage default",
].join("; ");

/** Longer than a slide takes to be moved to. */
const SLOW_FONT_MS = 250;
const font = new URL(
  import.meta
    .resolve("@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2"),
);

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  png: "image/png",
  svg: "image/svg+xml",
  webm: "video/webm",
  woff2: "font/woff2",
};

export async function serveStagePages(): Promise<StagePages> {
  const files = new Map<string, string | Uint8Array>();
  await bundle("plain", files);
  await bundle("ours", files);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://stage").pathname;
    void answer(path, files).then(async (body) => {
      // As from a slow disk.
      const slow = path.startsWith("/font/") ? SLOW_FONT_MS : path.startsWith("/picture/") ? 40 : 0;
      if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
      const headers: Record<string, string> = {
        "content-type": types[path.split(".").pop() ?? ""] ?? "text/plain",
        "accept-ranges": "none",
      };
      if (path === "/ours.html") headers["content-security-policy"] = policy;
      response.writeHead(body === null ? 404 : 200, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const at = (page: string) => `http://127.0.0.1:${port}/${page}.html`;
  return { plain: at("plain"), ours: at("ours"), close: () => closed(server) };
}

/** Plain Reveal is built without the plugin: what we compare with is the release, untouched. */
async function bundle(page: "plain" | "ours", files: Map<string, string | Uint8Array>) {
  const result = (await build({
    root: here.pathname,
    configFile: false,
    logLevel: "error",
    plugins: page === "ours" ? [revealRebase()] : [],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rollupOptions: {
        input: { [page]: new URL(`stage-${page}.ts`, here).pathname },
        output: { entryFileNames: "[name].js", assetFileNames: `${page}.[ext]` },
      },
    },
  })) as Rolldown.RolldownOutput;
  for (const file of result.output) {
    files.set(`/${file.fileName}`, file.type === "chunk" ? file.code : file.source);
  }
  files.set(`/${page}.html`, html(page));
}

function html(page: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${page}</title>
<link rel="stylesheet" href="${page}.css"><link rel="icon" href="data:,">
<script type="module" src="${page}.js"></script></head><body></body></html>`;
}

async function answer(path: string, files: Map<string, string | Uint8Array>) {
  const file = files.get(path);
  if (file !== undefined) return file;
  const hue = /^\/picture\/(\d+)\.svg$/.exec(path)?.[1];
  if (hue) return picture(Number(hue));
  if (/^\/font\/\d+\.woff2$/.test(path)) return readFile(font);
  const name = /^\/media\/([\w.-]+)$/.exec(path)?.[1];
  if (!name) return null;
  return readFile(new URL(name, media)).catch(() => null);
}

/** A full picture in one colour, made of many parts so that decoding it takes its time. */
function picture(hue: number): string {
  const cells = Array.from({ length: 400 }, (_, n) => {
    const [x, y] = [(n % 20) * 64, Math.floor(n / 20) * 36];
    return `<rect x="${x}" y="${y}" width="64" height="36"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" fill="hsl(${hue} 100% 50%)" stroke="hsl(${hue} 100% 50%)">${cells.join("")}</svg>`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
