import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { withLock } from "../electron/setup-lock.mjs";
import { removeFolder } from "./remove-folder.mjs";

function lockFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mtinov-lock-"));
  onTestFinished(() => removeFolder(folder));
  return path.join(folder, "lock");
}

const notWaiting = (pid: string) => expect.fail(`waited for ${pid}`);

it("lets one work at a time, and tells the other whom it waits for", async () => {
  const file = lockFile();
  const order: string[] = [];
  const told: string[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const first = withLock(file, notWaiting, async () => {
    order.push("first begins");
    await finished;
    order.push("first ends");
  });
  const tell = (pid: string) => {
    told.push(pid);
    finish();
  };
  await Promise.all([first, withLock(file, tell, async () => void order.push("second"))]);
  expect(order).toEqual(["first begins", "first ends", "second"]);
  expect(told).toEqual([String(process.pid)]);
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

it("is taken over from a process that died", async () => {
  const file = lockFile();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(file, `${pid} somebody`);
  expect(await withLock(file, notWaiting, async () => readFileSync(file, "utf8"))).not.toContain(
    "somebody",
  );
  expect(existsSync(file)).toBe(false);
});

it.each([
  ["a process that lives but does not touch it", `${process.pid} somebody`],
  ["nobody known", ""],
])("is taken over from %s", async (_whom, text) => {
  const file = lockFile();
  writeFileSync(file, text);
  const told: string[] = [];
  const work = async () => "done";
  expect(await withLock(file, (pid) => void told.push(pid), work, { staleMs: 500 })).toBe("done");
  expect(told).toHaveLength(1);
});

it("is kept from one who works for long", async () => {
  const file = lockFile();
  const order: string[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const first = withLock(file, notWaiting, () => finished.then(() => void order.push("first")), {
    beatMs: 50,
  });
  // The second watches for its whole patience, more than twice over, before the first is allowed to end.
  setTimeout(finish, 7_000);
  const second = withLock(
    file,
    () => {},
    async () => void order.push("second"),
    { staleMs: 3_000 },
  );
  await Promise.all([first, second]);
  expect(order).toEqual(["first", "second"]);
});

it("is given back after a failure", async () => {
  const file = lockFile();
  const failing = withLock(file, notWaiting, () => Promise.reject(new Error("no space")));
  await expect(failing).rejects.toThrow("no space");
  expect(existsSync(file)).toBe(false);
});
