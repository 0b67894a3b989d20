import { execFileSync } from "node:child_process";
import { accessSync, closeSync, constants, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { stateFolder } from "../electron/storage.ts";
import { oneWindow, startMain } from "./electron-main.ts";

/** How `main.ts` ends on the recording fake: once, whole, in time, and for nothing but a reason to end. */
describe("the end", () => {
  it("asked for twice comes once: the second does not cut the first short", async () => {
    const { fake, address } = await startMain(["kiosk"]);
    await address();
    await oneWindow(fake);
    fake.app.quit();
    fake.app.quit();
    expect(await fake.exited).toBe(0);
    expect(fake.argumentsOf("quit prevented")).toHaveLength(2);
    expect(fake.argumentsOf("exit")).toEqual([[0]]);
  });

  it("does not wait for a disk that no longer answers", async () => {
    const { fake, address } = await startMain(["present", "slides/visite.fr.md"]);
    await address();
    const speaker = await vi.waitFor(() => fake.windows[1] ?? expect.fail("one window"), 10_000);
    const file = join(stateFolder(), "places-talk.json");
    await vi.waitFor(() => accessSync(file), 10_000);
    // Nobody ever writes into it: whoever reads it waits.
    rmSync(file);
    execFileSync("mkfifo", [file]);
    const asked = { sender: speaker.webContents, senderFrame: fake.frame("stage://app") };
    void fake.invoked["stage:ask"]?.(asked, "end", []);
    expect(await fake.exited).toBe(0);
    closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK));
  });

  it("does not come because nobody reads what is said any more", async () => {
    const { fake, address } = await startMain(["kiosk"]);
    await address();
    for (const stream of [process.stdout, process.stderr])
      stream.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    expect(fake.argumentsOf("exit")).toEqual([]);
  });
});
