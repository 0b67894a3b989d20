import { Hono } from "hono";
import { PAGE_TYPES, serveFile } from "./assets.ts";
import { OWN_ORIGIN, SCHEME } from "./origin.ts";

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

/** What the policies name of each other's world; `socket` is what a page may connect to besides its own origin. */
interface Neighbours {
  page: string;
  stages: string;
  socket: string;
}

function neighboursOf(request: Request): Neighbours {
  // No wildcard stands for a host of a scheme of our own: the stages' `frame-ancestors` hold the other end.
  if (isOwn(request)) return { page: OWN_ORIGIN, stages: `${SCHEME}:`, socket: "" };
  const host = hostOf(request);
  const { port } = new URL(`http://${host}`);
  return {
    page: `http://127.0.0.1:${port}`,
    stages: `http://*.localhost:${port}`,
    socket: ` ws://${host}`,
  };
}

/** The trusted page: our scripts, one socket, and the frames of the stage. */
function screenPolicy(neighbours: Neighbours): string {
  return [...pagePolicy(neighbours), "trusted-types 'none'"].join("; ");
}

/** The console: notes are a deck's words, and reach the page through the second wall alone. */
function speakerPolicy(neighbours: Neighbours): string {
  return [...pagePolicy(neighbours), "trusted-types stage"].join("; ");
}

function pagePolicy({ socket, stages }: Neighbours): string[] {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${socket}`,
    `frame-src ${stages}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
}

/**
 * The stage: what a deck may reach, which is its own pictures, media and fonts. KaTeX and auto-animate write inline
 * styles, hence `unsafe-inline` for styles alone; the compiler and the sanitiser hold a list of properties.
 */
function stagePolicy(neighbours: Neighbours): string {
  return [
    ...drawnPolicy(neighbours),
    "worker-src 'self'",
    "trusted-types stage default pulse",
  ].join("; ");
}

/** The overview's still slides: the same, without the Reveal that writes and the worker that beats. */
function sheetPolicy(neighbours: Neighbours): string {
  return [...drawnPolicy(neighbours), "trusted-types stage"].join("; ");
}

function drawnPolicy({ page }: Neighbours): string[] {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${page}`,
    "require-trusted-types-for 'script'",
  ];
}

/** The page that draws diagrams, from text of a deck: scripts of ours, styles of the drawing, and nothing to reach. */
function drawPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const LOOPBACK = { page: /^127\.0\.0\.1(:\d+)?$/, stage: /^stage-\d{1,6}\.localhost(:\d+)?$/ };
const OWN = { page: /^app$/, stage: /^stage-\d{1,6}$/ };

/** @returns the handler; it never throws and answers 403 to a host that is not ours (DNS rebinding). */
export function createHandler(options: ServerOptions): Handler {
  const page = pageWorld(options);
  const stage = stageWorld(options);
  return async (request) => {
    const hosts = isOwn(request) ? OWN : LOOPBACK;
    const host = hostOf(request);
    const world = hosts.page.test(host) ? page : hosts.stage.test(host) ? stage : null;
    const response = world ? await world.fetch(request) : new Response(null, { status: 403 });
    for (const [name, value] of Object.entries(COMMON)) response.headers.set(name, value);
    return response;
  };
}

/** Asked under the app's own scheme, which only Electron's windows can do: no request over HTTP has such an address. */
function isOwn(request: Request): boolean {
  return request.url.startsWith(`${SCHEME}://`);
}

function hostOf(request: Request): string {
  const { host } = new URL(request.url);
  return isOwn(request) ? host : (request.headers.get("Host") ?? host);
}

function pageWorld({ pages, health }: ServerOptions): Hono {
  const app = new Hono();
  app.get("/health", (c) => c.json(health() as Record<string, unknown>));
  app.get("/screen.html", (c) => servePage(pages, "screen.html", c.req.raw, screenPolicy));
  app.get("/speaker.html", (c) => servePage(pages, "speaker.html", c.req.raw, speakerPolicy));
  app.get("/badge.html", (c) => servePage(pages, "badge.html", c.req.raw, screenPolicy));
  app.get("/examine.html", (c) => servePage(pages, "examine.html", c.req.raw, screenPolicy));
  app.get("/assets/*", (c) => serveFile(pages, new URL(c.req.url).pathname, c.req.raw, PAGE_TYPES));
  app.onError(() => new Response(null, { status: 500 }));
  return app;
}

function stageWorld({ pages, folderOf }: ServerOptions): Hono {
  const app = new Hono();
  app.get("/stage.html", (c) => servePage(pages, "stage.html", c.req.raw, stagePolicy));
  app.get("/sheet.html", (c) => servePage(pages, "sheet.html", c.req.raw, sheetPolicy));
  app.get("/draw.html", (c) => servePage(pages, "draw.html", c.req.raw, drawPolicy));
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
  policy: (neighbours: Neighbours) => string,
): Promise<Response> {
  const response = await serveFile(pages, name, request, PAGE_TYPES);
  response.headers.set("Content-Security-Policy", policy(neighboursOf(request)));
  return response;
}
