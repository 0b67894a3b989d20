import { execFile } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAwake, type Ask, type Awake } from "../electron/awake.ts";
import { stayAwake } from "../electron/stay-awake.ts";
import { busMissing, openBus, type SessionBus } from "./session-bus.ts";

/** Whether the display is really kept on: asked of a desktop's own service, on a bus of the test's own. */
const missing = busMissing();
describe.skipIf(missing)(`a desktop on a private bus${missing ? `: ${missing}` : ""}`, () => {
  let bus: SessionBus;
  beforeEach(async () => {
    bus = await openBus();
  });
  afterEach(() => bus.close());

  const ask: Ask = (program, args) =>
    new Promise((answer) => {
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address };
      execFile(program, args, { env }, (error, text) => answer(error ? null : text));
    });
  const verify = (env: NodeJS.ProcessEnv = {}) =>
    verifyAwake("linux", { ...env, DBUS_SESSION_BUS_ADDRESS: bus.address }, null, ask);
  const hold = async () => {
    const program = await bus.connect();
    const at = ["org.gnome.SessionManager", "/org/gnome/SessionManager"] as const;
    await program.call(...at, "org.gnome.SessionManager.Inhibit", "a program", 0, "a show", 12);
    return program;
  };
  /** The bus tells of a program that has left as soon as it can. */
  const becomes = (held: Awake) => vi.waitFor(async () => expect(await verify()).toBe(held), 5_000);

  it("without a service that hears anybody keeps nothing on; an X server is asked by Chromium itself", async () => {
    expect(await verify()).toBe("not-held");
    expect(await verify({ DISPLAY: ":9" })).toBe("unknown");
  });

  it("is not asked where there is no bus: the question would start one", async () => {
    expect(await verifyAwake("linux", {}, null, () => expect.unreachable())).toBe("unknown");
  });

  it("says whether somebody is heard, and not only that there is one to hear", async () => {
    const manager = await bus.manage();
    expect(await verify({ DISPLAY: ":9" })).toBe("not-held");
    const program = await hold();
    expect([await verify(), manager.holders()]).toEqual(["held", ["a program"]]);
    manager.deaf = true;
    expect(await verify()).toBe("not-held");
    manager.deaf = false;
    program.close();
    await becomes("not-held");
  });

  it("that has forgotten is asked anew, and nothing is lost", async () => {
    const manager = await bus.manage();
    const lost: string[] = [];
    let program = await hold();
    const parts = {
      shell: { name: "electron", keepAwake },
      tellWindows: () => undefined,
      onLost: () => void lost.push("lost"),
    } as const;
    function keepAwake(anew: boolean): void {
      if (!anew) return;
      program.close();
      void hold().then((next) => (program = next));
    }
    const awake = stayAwake(parts, verify);
    await awake.look();
    expect(awake.state()).toBe("held");
    manager.forget();
    await awake.look();
    expect([awake.state(), lost, manager.holders()]).toEqual(["held", [], ["a program"]]);
    awake.close();
  });
});

describe("staying awake", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const MINUTE = 60_000;

  function watched(name: "chromium" | "electron", answers: Awake[]) {
    const did: string[] = [];
    const note = (what: string) => (anew: boolean) =>
      void did.push(`${what}${anew ? " anew" : ""}`);
    const awake = stayAwake(
      {
        shell: name === "electron" ? { name, keepAwake: note("block") } : { name },
        tellWindows: note("tell"),
        onLost: () => void did.push("lost"),
      },
      async () => (answers.length > 1 ? answers.shift() : answers[0]) ?? "unknown",
    );
    const asked = () => did.splice(0);
    return { awake, asked };
  }

  it("asks every minute, and anew before it says that all is lost: once, until something is heard again", async () => {
    const { awake, asked } = watched("electron", ["held", "not-held"]);
    await vi.advanceTimersByTimeAsync(0);
    expect([asked(), awake.state()]).toEqual([["block"], "held"]);
    await vi.advanceTimersByTimeAsync(MINUTE + 5_000);
    expect([asked(), awake.state()]).toEqual([["block", "block anew", "lost"], "not-held"]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked()).toEqual(["block", "block anew"]);
    awake.close();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(asked()).toEqual([]);
  });

  it("leaves it to a browser whose window says that it does; one that can't is a fault", async () => {
    const { awake, asked } = watched("chromium", ["unknown"]);
    awake.begin();
    awake.told(true);
    await vi.advanceTimersByTimeAsync(0);
    expect([asked(), awake.state()]).toEqual([["tell"], "unknown"]);
    awake.told(false);
    awake.told(false);
    expect([asked(), awake.state()]).toEqual([["lost"], "not-held"]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect([asked(), awake.state()]).toEqual([["tell"], "not-held"]);
    awake.told(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(awake.state()).toBe("unknown");
    awake.close();
  });
});
