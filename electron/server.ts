import { Hono } from "hono";
import { PAGE_TYPES, serveFile } from "./assets.ts";

/**
 * One handler for every shell. The trusted pages and a deck's stage are two worlds on two hosts: the page's host
 * (127.0.0.1) never gives a deck's file, the stage's hosts (stage-N.localhost) never give a trusted page.
 */
export interface ServerOptions {
  /** Folder of the built pages. */
  pages: string;
  /** Folder of the deck that an address was made for, or null: the address can't be guessed. */
  folderOf(address: string): string | null;
  health(): unknown;
}

export type Handler = (request: Request) => Promise<Response>;

/** Sent with everything: nothing is sniffed, embedded or used by another site, and no page may ask for a device. */
const COMMON: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=()",
  "Cache-Control": "no-store",
};

/** The trusted page: our scripts, one socket, and the frames of the stage. */
function screenPolicy(host: string): string {
  const port = new URL(`http://${host}`).port;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ws://${host}`,
    `frame-src http://*.localhost:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/**
 * The stage: what a deck may reach, which is its own pictures, media and fonts. KaTeX and auto-animate write inline
 * styles, hence `unsafe-inline` for styles alone; the compiler and the sanitiser hold a list of properties.
 */
function stagePolicy(host: string): string {
  const port = new URL(`http://${host}`).port;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors http://127.0.0.1:${port}`,
    "require-trusted-types-for 'script'",
    "trusted-types stage default pulse",
  ].join("; ");
}

const STAGE_HOST = /^stage-\d{1,6}\.localhost(:\d+)?$/;
const PAGE_HOST = /^127\.0\.0\.1(:\d+)?$/;

/** @returns the handler; it never throws and answers 403 to a host that is not ours (DNS rebinding). */
export function createHandler(options: ServerOptions): Handler {
  const page = pageWorld(options);
  const stage = stageWorld(options);
  return async (request) => {
    const host = request.headers.get("Host") ?? new URL(request.url).host;
    const world = PAGE_HOST.test(host) ? page : STAGE_HOST.test(host) ? stage : null;
    const response = world ? await world.fetch(request) : new Response(null, { status: 403 });
    for (const [name, value] of Object.entries(COMMON)) response.headers.set(name, value);
    return response;
  };
}

function pageWorld({ pages, health }: ServerOptions): Hono {
  const app = new Hono();
  app.get("/health", (c) => c.json(health() as Record<string, unknown>));
  app.get("/screen.html", (c) => servePage(pages, "screen.html", c.req.raw, screenPolicy));
  app.get("/examine.html", (c) => servePage(pages, "examine.html", c.req.raw, screenPolicy));
  app.get("/assets/*", (c) => serveFile(pages, new URL(c.req.url).pathname, c.req.raw, PAGE_TYPES));
  app.onError(() => new Response(null, { status: 500 }));
  return app;
}

function stageWorld({ pages, folderOf }: ServerOptions): Hono {
  const app = new Hono();
  app.get("/stage.html", (c) => servePage(pages, "stage.html", c.req.raw, stagePolicy));
  app.get("/assets/*", (c) => serveFile(pages, new URL(c.req.url).pathname, c.req.raw, PAGE_TYPES));
  app.get("/d/:address/*", (c) => {
    const folder = folderOf(c.req.param("address"));
    const [, , , ...rest] = new URL(c.req.url).pathname.split("/");
    return folder
      ? serveFile(folder, rest.join("/"), c.req.raw)
      : new Response(null, { status: 404 });
  });
  app.onError(() => new Response(null, { status: 500 }));
  return app;
}

async function servePage(
  pages: string,
  name: string,
  request: Request,
  policy: (host: string) => string,
): Promise<Response> {
  const response = await serveFile(pages, name, request, PAGE_TYPES);
  const host = request.headers.get("Host") ?? new URL(request.url).host;
  response.headers.set("Content-Security-Policy", policy(host));
  return response;
}
