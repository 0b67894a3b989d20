import type { Events, Handlers } from "../core/contract.ts";
import type { Pass } from "./bond.ts";
import type { Handler } from "./server.ts";

/** How the app and its pages reach each other: loopback HTTP with a socket, or Electron's own scheme with its bridge. */
export interface Link {
  /** What the pages' addresses begin with, without a slash at the end. */
  readonly origin: string;
  /** Tells every window of that id. */
  tell<E extends keyof Events>(window: string, event: E, value: Events[E]): void;
  close(): Promise<void>;
}

export interface LinkOptions {
  /** Gives pages and files. */
  handler: Handler;
  /** Answer windows. */
  handlers: Handlers;
  /** The pass of a token, or null. Compared by look-up: tokens are 192 random bits. */
  passOf(token: string): Pass | null;
  /** A window has connected and waits for what it shows. */
  onConnect(pass: Pass): void;
  /** A window is no longer connected. */
  onPart?(pass: Pass): void;
}

/** The loopback of an app whose pages come another way: it says how the app is, and lets no window in. */
export function healthAlone(options: LinkOptions): LinkOptions {
  return {
    ...options,
    passOf: () => null,
    handler: async (request) =>
      new URL(request.url).pathname === "/health"
        ? options.handler(request)
        : new Response(null, { status: 404 }),
  };
}
