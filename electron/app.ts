import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import { deskOf, type DeskDisplay, type DeskInput } from "../core/desk.ts";
import { seen } from "../core/show.ts";
import { isStroking } from "../core/talk.ts";
import { viewOf } from "../core/view.ts";
import { powerOver } from "./asleep.ts";
import type { AppFault, Memory, Pass, Place } from "./bond.ts";
import { clock } from "./clock.ts";
import { startArtist } from "./artist.ts";
import { startCompiler, type StartProcess } from "./compile.ts";
import type { Draw } from "./draw-diagrams.ts";
import { handlersOf } from "./handlers.ts";
import { healthOf } from "./health.ts";
import { openLectern } from "./lectern.ts";
import { openLibrary, type DeckProblem } from "./library.ts";
import { journalFolder, openJournal } from "./journal.ts";
import { healthAlone, type LinkOptions } from "./link.ts";
import { followEdits } from "./live.ts";
import { watchDisplay } from "./lookout.ts";
import { openLoopback } from "./loopback.ts";
import { isUnattended, windowOf, type Order } from "./order.ts";
import { startPlayer } from "./player.ts";
import { openQuarantine } from "./quarantine.ts";
import { prepare, type Programme } from "./repertoire.ts";
import { closedView, followSchedule, keepHours, type Schedule } from "./schedule.ts";
import { openScreens } from "./screens.ts";
import { errorsIn, onScreen, witnessed } from "./witness.ts";
import { firstShow, remembered } from "./resume.ts";
import { createHandler } from "./server.ts";
import type { Shell } from "./shell.ts";
import { stayAwake } from "./stay-awake.ts";
import { admit } from "./windows.ts";
import { say } from "./words.ts";

/** Everything the app needs from whoever starts it. */
export interface AppOptions {
  order: Order;
  shell: Shell;
  /** Folder of the built pages, and what compiles. */
  pages: string;
  compiler: StartProcess;
  /** Folder of this user's state. */
  state: string;
  /** What a former app process left, or null at a first start. */
  memory: Memory | null;
  /** How that process ended, or its keeper; null when that was in good order. */
  fault: AppFault | null;
  /** Last places on disk, by show. */
  saved: Record<string, Place>;
  /** Told at each change what the next app process would need. */
  remember(memory: Memory): void;
  /** Told what is wrong with a deck that was edited: for its author, never for the audience. */
  report(problems: DeckProblem[]): void;
  version: string;
  /** How diagrams are drawn; null when nothing here can. */
  draw: Draw | null;
  /** Where those drawn once are kept. */
  diagrams: string;
}

export interface App {
  /** Base address of the loopback server. */
  address: string;
  /** The computer has woken up: asks whether the displays are still kept on. */
  lookAwake(): Promise<void>;
  stop(): Promise<void>;
}

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
  const compiler = startCompiler(options.compiler);
  const player = startPlayer(clock);
  const show = windowOf(order);
  const times = { mono: () => clock().mono, wall: () => clock().wall };
  const journal = openJournal({
    folder: journalFolder(options.state),
    name: show,
    ...times,
    onFailure: (reason) => say("journal-not-written", { reason }),
  });
  const quarantine = await openQuarantine({
    mode: order.mode,
    state: options.state,
    name: show,
    ...times,
    onFailure: (reason) => say("place-not-saved", { reason }),
  });
  const library = quarantine.around(
    openLibrary(compiler, memory.secret, {
      diagrams: options.diagrams,
      complete: isUnattended(order),
      inUse: player.uses,
    }),
  );
  const screens = witnessed(openScreens(times), player, show, journal, quarantine.fault);
  const former = memory.shows[show];
  if (former) screens.restore(show, former.history);
  if (options.fault) screens.note(show, options.fault);
  // The two processes agree on the time of day alone, which may have jumped.
  const ahead = performance.timeOrigin - memory.origin;
  memory.origin = performance.timeOrigin;

  const power = powerOver(order, memory, options.remember);
  let schedule: Schedule | null = null;
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
      programme: schedule?.current() ?? null,
      power: power.state(),
      awake: awake.state(),
      journal: journal.state(),
      state: options.state,
    });
  const handler = createHandler({
    pages: options.pages,
    folderOf: (address) => library.folderOf(address),
    health,
  });
  const awake = stayAwake({
    shell,
    tellWindows(anew) {
      for (const { window } of windowsIn(show)) link.tell(window, "awake", anew);
    },
    onLost() {
      say("not-awake");
      screens.note(show, "not-awake");
    },
  });
  let seats: DeskDisplay[] = [];
  const inputOf = (id: string): DeskInput => ({
    show: player.show(id),
    running: player.running(id),
    mono: clock().mono,
    deckOf: ({ deck, revision }) => library.deck(deck, revision),
    problems: [...problems, ...library.problems()].map((each) => ({
      ...each,
      file: basename(each.file),
    })),
    displays: seats,
  });
  const tellWindow = ({ window, show: id, role }: Pass) => {
    if (!player.ids().includes(id)) return;
    if (role === "speaker") return link.tell(window, "desk", deskOf(inputOf(id)));
    const closed = closedView(player.show(id), schedule?.current() ?? null, clock());
    link.tell(window, "view", viewOf(seen(player.show(id)), player.running(id), closed));
  };
  shell.onSeats?.((displays) => {
    seats = displays;
    for (const pass of windowsIn(show, "speaker")) tellWindow(pass);
  });
  const windowsIn = (id: string, role?: Pass["role"]) =>
    Object.values(memory.tokens).filter(
      (pass) => pass.show === id && (role ?? pass.role) === pass.role,
    );
  const lectern = openLectern({
    inputOf,
    perform: player.command,
    tellOthers({ window: own, show: id }, event, value, role) {
      for (const { window } of windowsIn(id, role))
        if (window !== own) link.tell(window, event, value);
    },
    state: options.state,
  });
  const ways: LinkOptions = {
    handler,
    handlers: handlersOf({
      player,
      library,
      screens,
      shell,
      inputOf,
      onAwake: awake.told,
      lectern,
      sayNumbers(id) {
        for (const { number, label, holds } of seats) {
          for (const { window, role } of windowsIn(id))
            if (role === holds) link.tell(window, "badge", { number, label });
        }
      },
      tellConsoles(id, key) {
        for (const { window } of windowsIn(id, "speaker")) link.tell(window, "console", key);
      },
    }),
    passOf: (token) => memory.tokens[token] ?? null,
    onConnect(pass) {
      tellWindow(pass);
      awake.begin();
    },
    onPart: ({ window }) => shell.parted?.(window),
  };
  const loopback = await openLoopback({
    port: memory.port,
    ...(shell.link ? healthAlone(ways) : ways),
  });
  const link = shell.link?.(ways) ?? loopback;
  memory.port = loopback.port;

  shell.onGone(({ window, kind }) => screens.fault(window, kind, true));
  const windows = admit(order, memory);
  // Should this process die before its first slide: the next one must answer where the windows ask.
  options.remember(memory);
  // The window opens while the decks compile: neither waits for the other.
  for (const { window, role, page, token } of windows) {
    const kind = order.windowed || order.mode === "talk" ? "window" : "kiosk";
    shell.open({ window, role, kind, url: `${link.origin}/${page}#${token}` });
  }

  player.onChange((id, by) => {
    if (by && isStroking(by)) return;
    for (const pass of windowsIn(id)) tellWindow(pass);
    memory.shows[id] = remembered(player.running(id), player.show(id), screens.history(id));
    options.remember(memory);
    // A talk is nobody's business.
    if (order.mode === "kiosk") {
      journal.shows(id, onScreen(player, id));
      quarantine.shows(player, id);
    }
    const { closed } = player.show(id);
    shell.dark?.(closed !== null);
    void power.sleep(closed === "black");
  });
  const repertoire = await prepare(order, library);
  problems.push(...repertoire.problems);
  schedule = followSchedule(repertoire, clock, (next) => {
    if (next.scheduled?.plausible === false) say("clock-wrong");
    player.replace(show, next.running, "loop");
    keepHours(player, show, next, "end");
  });
  const programme = schedule.current();
  if (programme.scheduled?.plausible === false) say("clock-wrong");
  const left = { former, ahead, saved: options.saved[show] };
  player.start(show, order.mode, programme.running, firstShow(programme.running, order, left));
  keepHours(player, show, programme, "once");
  if (order.mode === "talk") await lectern.recall(show);
  const put = (due: Programme, when: "now" | "loop") => {
    player.replace(show, due.running, when);
    keepHours(player, show, due, when === "now" ? "once" : "end");
    for (const pass of windowsIn(show)) tellWindow(pass);
  };
  quarantine.onAside(() => schedule && put(schedule.again(), "now"));
  const live = followEdits({
    order,
    library,
    repertoire,
    report(found) {
      options.report(found);
      // What plays on is the last that was whole: nothing else tells that it is no longer what its file says.
      for (const code of isUnattended(order) ? errorsIn(found) : []) screens.note(show, code);
      for (const pass of windowsIn(show, "speaker")) tellWindow(pass);
    },
    onNew(next, when) {
      problems.splice(0, problems.length, ...next.problems);
      put(schedule?.follow(next) ?? next.at(clock()), when);
      void draw();
    },
    onFailed: (reason) => say("not-followed", { reason }),
  });
  const draw = startArtist({
    draw: options.draw,
    folder: options.diagrams,
    undrawn: () => library.undrawn(),
    onDrawn: live.again,
    onFailed: (reason) => say("not-drawn", { reason }),
  });
  void draw();
  const lookout = watchDisplay(order, shell, player, screens.note);

  return {
    address: loopback.origin,
    lookAwake: awake.look,
    async stop() {
      awake.close();
      lookout?.close();
      live.close();
      schedule?.close();
      player.stop();
      await power.close();
      await journal.close();
      await Promise.all([...new Set([link, loopback, compiler])].map((each) => each.close()));
    },
  };
}
