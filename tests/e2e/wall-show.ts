import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "@playwright/test";
import type { Handlers } from "../../core/contract.ts";
import type { Slide } from "../../core/deck.ts";
import type { View } from "../../core/view.ts";
import { keepBrowser } from "../../electron/browser.ts";
import { openLoopback } from "../../electron/loopback.ts";
import type { Handler } from "../../electron/server.ts";
import { ordinaryUser } from "../ordinary-user.mjs";
import { nextTurn } from "./stand.ts";
import { openDisplay } from "./virtual-display.ts";
import { executable } from "./wall-browser.ts";
import { readNetLog, type NetLog } from "./wall-netlog.ts";
import { removeFolder } from "../remove-folder.mjs";

/** The real thing: the built pages behind the real door, in the browser that the keeper starts, on a display. */
export interface WallShow {
  /** The browser, looked at from outside. */
  browser: Browser;
  port: number;
  profile: string;
  token: string;
  /** Slides by deck: what `show` shows is taken from here. */
  decks: Map<string, Slide[]>;
  /** What the window said besides that it lives and shows: moves of a visitor, faults. */
  said: string[];
  /** Shows a slide with all its steps. Resolves when the screen says that it is drawn. */
  show(deck: string, slide: number): Promise<void>;
  /** Ends it in good order. @returns what its own log says of the network. */
  close(): Promise<NetLog>;
  /** Ends it, if it has not ended. */
  end(): Promise<void>;
}

/** How long a browser may take to start, and a slide to show. In milliseconds. */
const PATIENCE_MS = 15_000;
const TOKEN = "only-the-window-may-know-this-32";

/** @param port 0 lets the system choose. */
export async function openShow(handler: Handler, port = 0): Promise<WallShow> {
  const decks: WallShow["decks"] = new Map();
  const said: string[] = [];
  const drawn = new Map<string, () => void>();
  const come = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const loopback = await openLoopback({
    port,
    handler,
    handlers: handlersOf(decks, said, drawn),
    passOf: (token) => (token === TOKEN ? { window: "main", show: "main", role: "kiosk" } : null),
    onConnect: () => come.resolve(),
  });
  const display = await openDisplay();
  const folder = mkdtempSync(join(tmpdir(), "mtinov-show-"));
  const [profile, log] = [join(folder, "main"), join(folder, "net.json")];
  const origin = `http://127.0.0.1:${loopback.port}`;
  const kept = keepBrowser(
    {
      window: "main",
      url: `${origin}/screen.html#${TOKEN}`,
      origin,
      kind: "kiosk",
      role: "kiosk",
      bounds: () => null,
    },
    {
      executable: script({ folder, profile, log, display: display.name }),
      profiles: folder,
      noSandbox: false,
      switches: [],
      onGone(_, kind) {
        said.push(kind);
        gone.resolve();
      },
      onTools: () => undefined,
    },
  );
  let ended = false;
  const end = async () => {
    if (ended) return;
    ended = true;
    await kept.close();
    await Promise.all([loopback.close(), display.close()]);
    removeFolder(folder);
  };
  const lookIn = async () => {
    await within(come.promise, "the window has not come in");
    return chromium.connectOverCDP(await debuggingAddress(profile));
  };
  const browser = await lookIn().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    browser,
    port: loopback.port,
    profile,
    token: TOKEN,
    decks,
    said,
    async show(deck, slide) {
      const view = viewOf(decks.get(deck) ?? [], deck, slide);
      const done = Promise.withResolvers<void>();
      drawn.set(view.slides[slide]?.place ?? "", done.resolve);
      loopback.tell("main", "view", view);
      await within(done.promise, `slide ${slide} of ${deck} is not drawn`);
    },
    async close() {
      // Asked to end, it finishes its log; the keeper would start it again and is stopped first.
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close");
      await within(gone.promise, "the browser has not ended");
      await kept.close();
      const net = readNetLog(readFileSync(log, "utf8"));
      await end();
      return net;
    },
    end,
  };
}

const EVERY_STEP = 99;

function viewOf(slides: readonly Slide[], deck: string, current: number): View {
  return {
    mode: "kiosk",
    current,
    step: EVERY_STEP,
    curtain: "open",
    zoom: null,
    closed: null,
    shift: false,
    slides: slides.map(({ hash, key }, slide) => ({
      place: `${deck}/${slide}`,
      deck,
      revision: "1",
      slide,
      of: slides.length,
      hash: `${deck} ${hash}`,
      key,
      lang: "en",
      scheme: "light",
    })),
  };
}

function handlersOf(
  decks: WallShow["decks"],
  said: string[],
  drawn: ReadonlyMap<string, () => void>,
): Handlers {
  return {
    slide(_, deck, _revision, index) {
      const { hash, title, attributes, html, theme = null } = decks.get(deck)?.[index] ?? {};
      return hash === undefined
        ? null
        : { hash, title: title ?? "", attributes: attributes ?? {}, html: html ?? "", theme };
    },
    move: (_, command) => void said.push(command.type),
    beat() {},
    awake() {},
    drawn: (_, { place }) => drawn.get(place)?.(),
    fault: (_, kind) => void said.push(kind),
    // A kiosk's window may ask for none of these.
    outline: () => [],
    times: () => [],
    displays() {},
    console() {},
    overlay: () => ({ zoom: null, strokes: [], light: null }),
    draw() {},
    point() {},
    media() {},
    drive() {},
    keep: () => ({ file: "" }),
    taste: () => null,
    keepTaste() {},
    end() {},
  };
}

interface Start {
  folder: string;
  profile: string;
  log: string;
  display: string;
}

/** The browser as the keeper starts it, by the ordinary user of the tests, with a log and an eye on it. */
function script({ folder, profile, log, display }: Start): string {
  const user = ordinaryUser();
  const file = join(folder, "browser.sh");
  const become = user ? `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups ` : "";
  const lines = [
    "#!/bin/sh",
    // Root has made the profile: the browser's user must own it, as it does when it starts the app itself.
    ...(user ? [`chown -R ${user.uid}:${user.gid} ${profile}`, `export HOME=${user.home}`] : []),
    `export DISPLAY=${display}`,
    `exec ${become}${executable} --log-net-log=${log} --remote-debugging-port=0 "$@"`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  chmodSync(file, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  return file;
}

/** The browser writes it once it listens. */
async function debuggingAddress(profile: string): Promise<string> {
  const file = join(profile, "DevToolsActivePort");
  const deadline = performance.now() + PATIENCE_MS;
  while (!existsSync(file) && performance.now() < deadline) await nextTurn(20);
  const [port = ""] = readFileSync(file, "utf8").split("\n");
  return `http://127.0.0.1:${port}`;
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const patience = setTimeout(
    () => late.reject(new Error(`${what} within ${PATIENCE_MS} ms`)),
    PATIENCE_MS,
  );
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(patience));
}
