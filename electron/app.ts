import { randomBytes } from "node:crypto";
import type { Handlers } from "../core/contract.ts";
import { cueAt, locate, slideAt, type Now, type Running, type Show } from "../core/show.ts";
import type { Memory, Place } from "./bond.ts";
import { startCompiler } from "./compile.ts";
import { healthOf } from "./health.ts";
import { openLibrary, type DeckProblem, type Library } from "./library.ts";
import { healthAlone, type LinkOptions } from "./link.ts";
import { followEdits } from "./live.ts";
import { openLoopback } from "./loopback.ts";
import { windowOf, type Order } from "./order.ts";
import { startPlayer, type Player } from "./player.ts";
import { prepare } from "./repertoire.ts";
import { openScreens, type Screens } from "./screens.ts";
import { createHandler } from "./server.ts";
import type { Shell } from "./shell.ts";

/** Everything the app needs from whoever starts it. */
export interface AppOptions {
  order: Order;
  shell: Shell;
  /** Folder of the built pages, and the built worker that compiles. */
  pages: string;
  worker: string;
  /** What a former app process left, or null at a first start. */
  memory: Memory | null;
  /** Last places on disk, by show. */
  saved: Record<string, Place>;
  /** Told at each change what the next app process would need. */
  remember(memory: Memory): void;
  /** Told what is wrong with a deck that was edited: for its author, never for the audience. */
  report(problems: DeckProblem[]): void;
  version: string;
}

export interface App {
  /** Base address of the loopback server. */
  address: string;
  stop(): Promise<void>;
}

const clock = (): Now => ({ mono: performance.now(), wall: Date.now() });

/** Composes every part for a shell and puts the show on. The only file that knows them all. */
export async function startApp(options: AppOptions): Promise<App> {
  const { order, shell } = options;
  const memory: Memory = options.memory ?? {
    port: order.port,
    origin: performance.timeOrigin,
    secret: randomBytes(32).toString("base64url"),
    tokens: {},
    shows: {},
  };
  const compiler = startCompiler(options.worker);
  const library = openLibrary(compiler, memory.secret);
  const player = startPlayer(clock);
  const screens = openScreens(
    () => clock().mono,
    () => clock().wall,
  );
  const show = windowOf(order);
  const former = memory.shows[show];
  if (former) screens.restore(show, former.history);
  const elapsed = former ? elapsedSince(memory.origin + former.show.since) : 0;
  memory.origin = performance.timeOrigin;

  const problems: Parameters<typeof healthOf>[0]["problems"] = [];
  const health = () =>
    healthOf({
      version: options.version,
      shell: shell.name,
      order,
      player,
      screens,
      library,
      problems,
    });
  const handler = createHandler({
    pages: options.pages,
    folderOf: (address) => library.folderOf(address),
    health,
  });
  const tellView = (id: string) => {
    if (player.ids().includes(id)) link.tell(id, "view", player.view(id));
  };
  const ways: LinkOptions = {
    handler,
    handlers: handlersOf(player, library, screens, shell),
    passOf: (token) => memory.tokens[token] ?? null,
    onConnect: tellView,
  };
  const loopback = await openLoopback({
    port: memory.port,
    ...(shell.link ? healthAlone(ways) : ways),
  });
  const link = shell.link?.(ways) ?? loopback;
  memory.port = loopback.port;

  shell.onGone(({ window, kind }) => screens.fault(window, kind, true));
  // The window opens while the decks compile: neither waits for the other.
  shell.open({
    window: show,
    url: `${link.origin}/screen.html#${tokenFor(show, order, memory)}`,
    kind: order.windowed ? "window" : "kiosk",
  });

  player.onChange((id) => {
    tellView(id);
    memory.shows[id] = {
      show: player.show(id),
      place: placeIn(player.running(id), player.show(id)),
      history: screens.history(id),
    };
    options.remember(memory);
  });
  const repertoire = await prepare(order, library);
  problems.push(...repertoire.problems);
  const place = former?.place ?? options.saved[show];
  const from = resume(repertoire.running, order, place, former?.show);
  player.start(
    show,
    order.mode,
    repertoire.running,
    from && { ...from, since: clock().mono - elapsed },
  );
  const live = followEdits({
    order,
    library,
    report: options.report,
    onNew({ running, problems: found }, when) {
      problems.splice(0, problems.length, ...found);
      player.replace(show, running, when);
    },
  });

  return {
    address: loopback.origin,
    async stop() {
      live.close();
      player.stop();
      await Promise.all([...new Set([link, loopback, compiler])].map((each) => each.close()));
    },
  };
}

/**
 * How long a slide had been on when this process began to think of it, in milliseconds. The two processes agree on
 * the time of day alone, which may have jumped: a slide is never taken for one of the future.
 */
function elapsedSince(moment: number): number {
  return Math.max(performance.timeOrigin + clock().mono - moment, 0);
}

/** The token of a window: the one it has, else a new one. */
function tokenFor(window: string, order: Order, memory: Memory): string {
  const known = Object.entries(memory.tokens).find(([, pass]) => pass.window === window);
  if (known) return known[0];
  const token = randomBytes(24).toString("base64url");
  memory.tokens[token] = { window, role: order.mode === "kiosk" ? "kiosk" : "audience" };
  return token;
}

function handlersOf(player: Player, library: Library, screens: Screens, shell: Shell): Handlers {
  return {
    slide(window, deck, revision, index) {
      const plays = player
        .running(window)
        .loops.some((loop) => loop.some((cue) => cue.deck === deck));
      const slide = plays ? library.slide(deck, revision, index) : null;
      if (!slide) return null;
      const { hash, title, attributes, html } = slide;
      return { hash, title, attributes, html };
    },
    move: (window, command) => player.command(window, command),
    beat(window, drawn) {
      shell.heard?.(window);
      screens.beat(window, drawn);
    },
    drawn: (window, drawn) => screens.drawn(window, drawn),
    fault: (window, kind) => screens.fault(window, kind, kind !== "page-error"),
  };
}

/** The place of a show, in terms that survive a restart and an edit. */
function placeIn(running: Running, show: Show): Place {
  const cue = cueAt(running, show);
  const { key } = slideAt(running, show);
  return { deck: cue.deck, lang: cue.lang, key, slide: cue.first + show.slide, step: show.step };
}

/** The show to go on from: the very one a former process had when it still fits, else the same slide, else none. */
function resume(
  running: Running,
  order: Order,
  place: Place | undefined,
  former: Show | undefined,
): Show | undefined {
  const spot = place && locate(running, place);
  if (!place || !spot) return undefined;
  // Keeping the turn keeps the names of places: windows that lived on need not draw anything again.
  const turn = former ? former.turn - (former.turn % running.loops.length) + spot.turn : spot.turn;
  const step = Math.min(place.step, slideAt(running, { ...spot, turn }).steps);
  return { mode: order.mode, ...spot, turn, step, since: 0, visit: null };
}
