import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { posixOnly } from "./posix-only.ts";

/** What Windows has not: shell scripts, modes of files, named pipes, a session bus. */
const NEEDS = /\/bin\/sh|chmodSync|mkfifo|SIGSTOP|session-bus|fresh-project|mode: 0o/;
const read = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");

// On Windows each is in the report by its name and its reason, skipped.
it.skipIf(process.platform === "win32").each(Object.entries(posixOnly))(
  "%s is not run on Windows: %s",
  (file, reason) => {
    expect(existsSync(join(import.meta.dirname, file))).toBe(true);
    expect(reason).toMatch(/\w/);
    expect(read(file)).toMatch(NEEDS);
  },
);

it("every unit test that needs what Windows has not is named, with the reason", () => {
  const needy = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".test.ts") && file !== "posix-only.test.ts")
    .filter((file) => NEEDS.test(read(file)));
  expect(needy.toSorted()).toEqual(Object.keys(posixOnly).toSorted());
});
