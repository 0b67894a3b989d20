import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test, type Frame, type Page } from "@playwright/test";
import { compileDeck } from "../../core/program.ts";
import { displayMissing } from "./virtual-display.ts";
import { openWatched, type WatchedBrowser } from "./wall-browser.ts";
import { closed } from "./wall-proxy.ts";
import { openShow, type WallShow } from "./wall-show.ts";
import { buildPages, handleDecks, type DeckHandler } from "./wall-stage.ts";

/** Who is not a deck: another web page, another program of this computer, and a script that would have got on stage. */
test.describe.configure({ mode: "serial" });

let decks: DeckHandler;
let show: WallShow;
let page: Page;

test.beforeAll(async () => {
  const missing = displayMissing();
  test.skip(missing !== null, missing ?? "");
  decks = handleDecks(await buildPages(), []);
  show = await openShow(decks.handler);
  const [first] = show.browser.contexts()[0]?.pages() ?? [];
  if (!first) throw new Error("the browser shows no page");
  page = first;
  const slides = compileDeck("deck.en.md", "# A quiet slide\n\n---\n\n# Another", {
    base: "/d/",
    lang: "en",
  });
  show.decks.set("deck", slides.slides);
  await show.show("deck", 0);
});
test.afterAll(async () => {
  await show?.close();
  decks?.remove();
});

test.describe("another program of this computer", () => {
  test("can't read the window's token: it is on no command line and in no environment", () => {
    const told = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => [`/proc/${name}/cmdline`, `/proc/${name}/environ`].some(tells));
    expect(told).toEqual([]);
  });

  test("can't read the file that the browser started on", () => {
    const launch = join(show.profile, "launch.html");
    expect(readFileSync(launch, "utf8")).toContain(show.token);
    expect(statSync(launch).mode & 0o777).toBe(0o600);
    expect(statSync(show.profile).mode & 0o777).toBe(0o700);
  });

  test("the address that shows, and may be photographed, has no token", () => {
    expect(page.url()).toBe(`http://127.0.0.1:${show.port}/screen.html`);
  });
});

test("another program can't stand on stage by taking the computer's other address", async () => {
  // A browser looks for `stage-N.localhost` at [::1] first, unless it is told otherwise.
  const squatter = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>squatter</title>");
  });
  const port = await freePort();
  await new Promise<void>((resolve) => squatter.listen(port, "::1", resolve));
  const taken = await openShow(decks.handler, port);
  const frames = () => taken.browser.contexts()[0]?.pages()[0]?.frames().slice(1) ?? [];
  // The frame that stands by is made once the one on stage has drawn, and this show has no slide.
  const titles = expect.poll(() => Promise.all(frames().map((frame) => frame.title())));
  await titles.toEqual(["MTInov Stage"]);
  await taken.close();
  await closed(squatter);
});

test.describe("another web page", () => {
  let browser: WatchedBrowser;
  let server: Server;
  let visitor: Page;

  test.beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<!doctype html><title>another site</title>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    // The same browser host as a site anywhere: nothing is asked of the network here.
    const own = [`127.0.0.1:${port}`, `127.0.0.1:${show.port}`, `*.localhost:${show.port}`];
    browser = await openWatched({ own });
    visitor = await browser.context.newPage();
    await visitor.goto(`http://127.0.0.1:${port}/`);
  });
  test.afterAll(async () => {
    await browser.close();
    await closed(server);
  });

  for (const what of ["127.0.0.1/screen.html", "stage-1.localhost/stage.html"]) {
    test(`can't show ${what} in a frame`, async () => {
      const address = `http://${what.replace("/", `:${show.port}/`)}`;
      const refused = visitor.waitForEvent("console", (message) =>
        /frame-ancestors/.test(message.text()),
      );
      await visitor.evaluate((src) => {
        document.body.append(Object.assign(document.createElement("iframe"), { src }));
      }, address);
      await refused;
      const frames = visitor.frames().slice(1);
      for (const frame of frames) {
        expect(await frame.evaluate(() => document.querySelector("#frames, #stage"))).toBeNull();
      }
      await visitor.evaluate(() =>
        document.querySelectorAll("iframe").forEach((each) => each.remove()),
      );
    });

    test(`can't read ${what}`, async () => {
      const address = `http://${what.replace("/", `:${show.port}/`)}`;
      for (const mode of ["cors", "no-cors"] as const) {
        expect(await visitor.evaluate(read, { address, mode })).toBe("refused");
      }
    });
  }

  test("can't read how the show is", async () => {
    const address = `http://127.0.0.1:${show.port}/health`;
    for (const mode of ["cors", "no-cors"] as const) {
      expect(await visitor.evaluate(read, { address, mode })).toBe("refused");
    }
  });

  test("can't come in by the socket, even with the token", async () => {
    const address = `ws://127.0.0.1:${show.port}/socket`;
    for (const protocols of [[], ["mtinov-stage"], ["mtinov-stage", show.token]]) {
      expect(await visitor.evaluate(knock, { address, protocols })).toBe("refused");
    }
  });

  test("can't hold on to a window of ours that it opens", async () => {
    for (const what of ["127.0.0.1/screen.html", "stage-1.localhost/stage.html"]) {
      const address = `http://${what.replace("/", `:${show.port}/`)}`;
      const popup = visitor.waitForEvent("popup");
      await visitor.evaluate((url) => Object.assign(window, { opened: open(url) }), address);
      await (await popup).waitForURL(address);
      expect(
        await visitor.evaluate(() => (window as unknown as { opened: Window }).opened.closed),
      ).toBe(true);
      expect(await (await popup).evaluate(() => opener)).toBeNull();
      await (await popup).close();
    }
  });
});

test.describe("a script that would have got on stage", () => {
  test("reaches neither the network, nor the page above it, nor the app", async () => {
    const stage = await onStage();
    const address = `127.0.0.1:${show.port}`;
    const protocols = ["mtinov-stage", show.token];
    expect(
      await stage.evaluate(read, { address: `http://${address}/health`, mode: "no-cors" as const }),
    ).toBe("refused");
    expect(await stage.evaluate(read, { address: location(stage), mode: "cors" as const })).toBe(
      "refused",
    );
    expect(await stage.evaluate(knock, { address: `ws://${address}/socket`, protocols })).toBe(
      "refused",
    );
    expect(await stage.evaluate(climb)).toEqual({
      "a new window": "refused",
      "the page above": "refused",
      "its storage": "refused",
      "code from text": "refused",
      "markup from text": "",
    });
    expect(page.url()).toBe(`http://${address}/screen.html`);
    expect(page.context().pages()).toHaveLength(1);
  });

  test("moves nothing by writing to the page above it", async () => {
    const before = show.said.length;
    const stage = await onStage();
    await stage.evaluate(() => {
      for (const message of [
        { type: "move", to: "next" },
        { type: "drawn", place: "x", step: 0 },
        "stage",
        null,
      ]) {
        parent.postMessage(message, "*");
      }
    });
    // What is said after them is heard after them.
    await show.show("deck", 1);
    await show.show("deck", 0);
    expect(show.said.slice(before)).toEqual([]);
    expect(await (await onStage()).evaluate(() => document.body.innerText)).toContain(
      "A quiet slide",
    );
  });
});

async function onStage(): Promise<Frame> {
  const element = await page.$("iframe:not([data-standby])");
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no stage shows");
  return frame;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await closed(server);
  return port;
}

function location(frame: Frame): string {
  return frame.url();
}

function tells(file: string): boolean {
  try {
    return readFileSync(file, "latin1").includes(show.token);
  } catch (error) {
    // It ended while it was looked at.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

/** Runs in a page: what a request lets it see. */
async function read({ address, mode }: { address: string; mode: RequestMode }): Promise<string> {
  try {
    const response = await fetch(address, { mode });
    return `${response.type} ${await response.text()}`;
  } catch (error) {
    if (error instanceof TypeError) return "refused";
    throw error;
  }
}

/** Runs in a page: whether a socket opens. */
function knock({ address, protocols }: { address: string; protocols: string[] }): Promise<string> {
  return new Promise((resolve) => {
    try {
      const socket = new WebSocket(address, protocols);
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("refused");
    } catch (error) {
      resolve(error instanceof DOMException ? "refused" : String(error));
    }
  });
}

/** Runs on stage: what a script there could try. */
async function climb(): Promise<Record<string, string>> {
  // What an observer evaluates may turn text into code; what the page does later may not.
  await new Promise((resolve) => setTimeout(resolve));
  const attempt = (act: () => unknown) => {
    try {
      return act() ? "done" : "refused";
    } catch {
      return "refused";
    }
  };
  const box = document.createElement("div");
  box.innerHTML = "<img src=x onerror=alert(1)>";
  return {
    "a new window": attempt(() => open("about:blank")),
    "the page above": attempt(() => {
      (top as Window).location.href = "about:blank";
      return true;
    }),
    "its storage": attempt(() => (top as Window).sessionStorage),
    "code from text": attempt(() => new Function("return true")()),
    "markup from text": box.innerHTML,
  };
}
