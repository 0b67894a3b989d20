import { connect } from "node:net";
import fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requests, type RequestName } from "../core/contract.ts";
import {
  answered,
  closing,
  header,
  open,
  openDoor,
  OTHER,
  rawSocket,
  statusOf,
  TOKEN,
  type Door,
  type Knock,
} from "./door.ts";

/** Who may come in by the app's door, and what whoever comes in may bring about. */
let door: Door;
let port = 0;

beforeAll(async () => {
  door = await openDoor();
  port = door.loopback.port;
});
afterAll(() => door.close());
beforeEach(() => {
  door.calls.length = 0;
  door.connected.length = 0;
});

describe("a window comes in", () => {
  it("with its token, from our own page", async () => {
    const socket = await open(port);
    expect(socket.protocol).toBe("mtinov-stage");
    expect(door.connected).toEqual(["main"]);
    socket.terminate();
  });

  it.each<[string, Partial<Knock>]>([
    ["no token", { protocols: ["mtinov-stage"] }],
    ["no protocol at all", { protocols: [] }],
    ["a wrong token", { protocols: ["mtinov-stage", "the-token-of-the-kiosk-window-33"] }],
    ["the token of an object's prototype", { protocols: ["mtinov-stage", "constructor"] }],
    ["the token and another protocol", { protocols: ["chat", TOKEN] }],
    ["the token first", { protocols: [TOKEN, "mtinov-stage"] }],
    ["another site's name for this computer", { host: "evil.example:PORT" }],
    ["the name of this computer", { host: "localhost:PORT" }],
    ["a stage's name", { host: "stage-1.localhost:PORT" }],
    ["the address as one number", { host: "2130706433:PORT" }],
    ["no port", { host: "127.0.0.1" }],
    ["another port's origin", { origin: "http://127.0.0.1:1" }],
    ["another site's origin", { origin: "http://evil.example" }],
    ["a stage's origin", { origin: "http://stage-1.localhost:PORT" }],
    ["an origin that begins like ours", { origin: "http://127.0.0.1:PORT.evil.example" }],
    ["our origin over https", { origin: "https://127.0.0.1:PORT" }],
    ["the origin of a file or a sandbox", { origin: "null" }],
    ["no origin, as other programs do", { origin: "" }],
    ["another path", { path: "/" }],
    ["a path that goes on", { path: "/socket/x" }],
    ["the token in the address", { path: `/socket?${TOKEN}`, protocols: ["mtinov-stage"] }],
    ["a path in capitals", { path: "/SOCKET" }],
  ])("but not with %s", async (_, knock) => {
    expect(await statusOf(port, knock)).toBe(403);
    expect(door.connected).toEqual([]);
  });

  it("only when all of it is right, whatever else is tried", async () => {
    const host = fc.oneof(fc.constant("127.0.0.1:PORT"), fc.domain(), header());
    const origin = fc.oneof(fc.constant("http://127.0.0.1:PORT"), fc.webUrl(), header());
    const path = fc.oneof(fc.constant("/socket"), fc.webPath());
    const protocols = fc.oneof(
      fc.constant<string[]>(["mtinov-stage", TOKEN]),
      fc.uniqueArray(fc.stringMatching(/^[\w-]{1,20}$/), { maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.record({ host, origin, path, protocols }), async (knock) => {
        const right =
          knock.host === "127.0.0.1:PORT" &&
          knock.origin === "http://127.0.0.1:PORT" &&
          knock.path === "/socket" &&
          knock.protocols.join() === `mtinov-stage,${TOKEN}`;
        expect((await statusOf(port, knock)) === 101).toBe(right);
      }),
      { numRuns: 300 },
    );
  });

  it("and is told only what is for it", async () => {
    const [main, other] = [
      await open(port),
      await open(port, { protocols: ["mtinov-stage", OTHER] }),
    ];
    const told = new Promise<string>((resolve) =>
      main.once("message", (data) => resolve(`${data}`)),
    );
    other.on("message", () => door.calls.push(["told", "other"]));
    door.loopback.tell("main", "view", {
      mode: "kiosk",
      slides: [],
      current: 0,
      step: 0,
      curtain: "open",
      zoom: null,
      closed: null,
      shift: false,
    });
    expect(JSON.parse(await told)).toMatchObject({ event: "view" });
    await answered(other);
    expect(door.calls.filter(([name]) => name === "told")).toHaveLength(1);
    for (const each of [main, other]) each.terminate();
  });

  it("from this computer alone", async () => {
    const refused = new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.2");
      socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
      socket.once("connect", () => socket.destroy() && resolve("connected"));
    });
    expect(await refused).toBe("ECONNREFUSED");
  });
});

describe("a window that came in", () => {
  it("gets an answer, a refusal or a closed door to anything it says, and door.calls nothing unchecked", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.json({ maxDepth: 3 }),
      nearlyRequest().map((message) => JSON.stringify(message)),
    );
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, bytes), async (message) => {
        const socket = await open(port);
        socket.send(message);
        await answered(socket);
        socket.terminate();
        for (const [name, window, ...args] of door.calls) {
          expect(window).toBe("main");
          expect(v.is(requests[name as RequestName].args, args)).toBe(true);
        }
        door.calls.length = 0;
      }),
      { numRuns: 400 },
    );
  });

  it("is put out when it says too much at once", async () => {
    for (const message of [
      "x".repeat(17 * 1024),
      JSON.stringify({ id: 1, name: "slide", args: ["a".repeat(20_000)] }),
    ]) {
      const socket = await open(port);
      socket.send(message);
      expect(await closing(socket)).toBe(1009);
    }
    expect(door.calls).toEqual([]);
    const socket = await open(port);
    expect(await answered(socket)).toBe(true);
    socket.terminate();
  });

  it("is put out when it does not speak the protocol", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const raw = await rawSocket(port);
        raw.end(bytes);
        await new Promise((resolve) => raw.once("close", resolve).resume());
        expect(door.calls.every(([name]) => name in requests)).toBe(true);
      }),
      { numRuns: 200 },
    );
    const socket = await open(port);
    expect(await answered(socket)).toBe(true);
    socket.terminate();
  });
});

function nearlyRequest(): fc.Arbitrary<unknown> {
  return fc.record({
    id: fc.oneof(fc.nat(), fc.jsonValue()),
    name: fc.oneof(fc.constantFrom(...Object.keys(requests), "__proto__", "on"), fc.string()),
    args: fc.oneof(
      fc.array(fc.jsonValue(), { maxLength: 4 }),
      fc.constantFrom<unknown>(
        ["a", "b", 1],
        [{ type: "next" }],
        [null],
        [{ place: "0/0/0", step: 0 }],
        ["frame-gone"],
      ),
    ),
  });
}
