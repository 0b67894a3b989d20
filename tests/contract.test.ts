import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  incoming,
  requests,
  type Handlers,
  type RequestName,
  type Role,
} from "../core/contract.ts";
import { usualTaste } from "../core/taste.ts";
import { answer } from "../electron/answers.ts";
import type { Pass } from "../electron/bond.ts";

/** Whatever a window sends: the app never throws, and no handler sees an argument that was not checked. */
const names = Object.keys(requests) as RequestName[];
const roles: Role[] = ["kiosk", "audience", "speaker"];
const as = (role: Role): Pass => ({ window: "main", show: "talk", role });
/** A role that may call the row. */
const roleFor = (name: RequestName): Role => requests[name].roles[0] ?? "kiosk";

/** Arguments that suit each row: the type asks for a sample when a row is added. */
const samples: { [K in RequestName]: v.InferInput<(typeof requests)[K]["args"]> } = {
  slide: ["deck.fr.md", "r1", 3],
  move: [{ type: "next" }],
  beat: [{ place: "0/1/2", step: 1 }],
  drawn: [{ place: "0/1/2", step: 0 }],
  fault: ["frame-gone"],
  awake: [true],
  outline: [],
  times: [],
  displays: ["swap"],
  console: ["help"],
  overlay: ["motif"],
  draw: ["motif", { type: "begin", kind: "pen", at: [10, 20] }],
  point: [[10, 20]],
  media: [{ all: [{ kind: "video", playing: true, time: 1, length: 9, volume: 1 }] }],
  drive: [{ type: "seek", index: 0, to: 3 }],
  keep: ["times"],
  taste: [],
  keepTaste: [usualTaste("fr")],
  end: [],
};

describe("a request", () => {
  it.each(names)("%s reaches its handler, with the caller that the token names", async (name) => {
    const { handlers, calls } = recording();
    const pass = as(roleFor(name));
    const answered = await answer(handlers, pass, { id: 7, name, args: samples[name] });
    expect(answered).toEqual({ id: 7, result: `${name} done` });
    expect(calls).toEqual([[name, pass, ...samples[name]]]);
  });

  it.each(names)("%s is refused to every role that its row does not name", async (name) => {
    for (const role of [...roles, "home", "", "__proto__"] as Role[]) {
      const { handlers, calls } = recording();
      const answered = await answer(handlers, as(role), { id: 1, name, args: samples[name] });
      const allowed = requests[name].roles.includes(role);
      expect(answered).toHaveProperty(allowed ? "result" : "refused");
      expect(calls).toHaveLength(allowed ? 1 : 0);
    }
  });

  it.each(names)(
    "%s is refused with an argument too few, too many or of another type",
    async (name) => {
      const args: unknown[] = samples[name];
      const wrong = [args.slice(0, -1), [...args, null], args.map(() => ({})), args.map(() => [])];
      // A row without arguments can only get one too many.
      for (const each of wrong.filter((some) => some.length !== args.length || args.length > 0)) {
        const { handlers, calls } = recording();
        expect(
          await answer(handlers, as(roleFor(name)), { id: 1, name, args: each }),
        ).toHaveProperty("refused");
        expect(calls).toEqual([]);
      }
    },
  );

  it("is refused in words when its handler fails", async () => {
    const { handlers } = recording();
    handlers.move = () => {
      throw new Error("The show has ended.");
    };
    handlers.beat = () => Promise.reject("no reason");
    const move = await answer(handlers, as("kiosk"), { id: 1, name: "move", args: samples.move });
    const beat = await answer(handlers, as("kiosk"), { id: 2, name: "beat", args: samples.beat });
    expect(move).toEqual({ id: 1, refused: "The show has ended." });
    expect(beat).toEqual({ id: 2, refused: "beat failed." });
  });

  it("can't tell time to pass, which is the app's alone", async () => {
    const { handlers, calls } = recording();
    const tick = { id: 1, name: "move", args: [{ type: "tick" }] };
    expect(await answer(handlers, as("kiosk"), tick)).toHaveProperty("refused");
    expect(calls).toEqual([]);
  });
});

describe("any message", () => {
  const nearly = fc.record(
    {
      id: fc.oneof(fc.nat(), fc.anything()),
      name: fc.oneof(
        fc.constantFrom(...names, "constructor", "__proto__", "toString"),
        fc.string(),
      ),
      args: fc.oneof(
        fc.constantFrom<unknown>(...Object.values(samples)),
        fc.array(
          fc.oneof(fc.anything(), fc.constantFrom<unknown>(...Object.values(samples).flat())),
        ),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  );

  it("is answered, refused, or ignored; a handler sees checked arguments only", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything(), fc.jsonValue(), nearly),
        fc.constantFrom(...roles),
        async (message, role) => {
          const { handlers, calls } = recording();
          const answered = await answer(handlers, as(role), message);
          const read = v.safeParse(incoming, message);
          expect(answered === null).toBe(!read.success);
          for (const [name, caller, ...args] of calls) {
            expect(caller).toEqual(as(role));
            expect(v.is(requests[name as RequestName].args, args)).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("with keys of the prototype reaches nobody", async () => {
    for (const text of [
      '{"id":1,"name":"move","args":[{"type":"next","__proto__":{"admin":true}}]}',
      '{"id":1,"name":"__proto__","args":[]}',
      '{"id":1,"name":"move","args":{"0":{"type":"next"},"length":1}}',
    ]) {
      const { handlers, calls } = recording();
      const answered = await answer(handlers, as("kiosk"), JSON.parse(text));
      expect(answered ?? { refused: "" }).toHaveProperty("refused");
      expect(calls).toEqual([]);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    }
  });
});

/** Handlers that remember what they were called with. */
function recording() {
  const calls: [string, Pass, ...unknown[]][] = [];
  const handler =
    (name: string) =>
    (caller: Pass, ...args: unknown[]) => {
      calls.push([name, caller, ...args]);
      return `${name} done`;
    };
  const handlers = Object.fromEntries(names.map((name) => [name, handler(name)]));
  return { handlers: handlers as unknown as Handlers, calls };
}
