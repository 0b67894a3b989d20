import { readdirSync, readFileSync } from "node:fs";
import { expect } from "@playwright/test";

/** What the kernel says of a process. */
interface Status {
  pid: number;
  parent: number;
  command: string;
  uid: number;
  seccomp: string;
  noNewPrivileges: string;
}

/**
 * The renderers of the browser with that profile are no root's, are filtered by the kernel (`Seccomp: 2`), and can
 * gain no privilege: a script that broke out of a page would still be locked in.
 */
export function expectSandboxed(profile: string): void {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statusOf);
  const browser = all.find(({ command }) => isBrowser(command, profile));
  const renderers = all.filter(
    ({ pid, command }) => command.includes("--type=renderer") && isUnder(pid, browser?.pid, all),
  );
  expect(renderers.length, "renderers of the browser").toBeGreaterThan(0);
  for (const { uid, seccomp, noNewPrivileges } of renderers) {
    expect({ root: uid === 0, seccomp, noNewPrivileges }).toEqual({
      root: false,
      seccomp: "2",
      noNewPrivileges: "1",
    });
  }
}

function isBrowser(command: string, profile: string): boolean {
  return command.includes(`--user-data-dir=${profile}`) && !command.includes("--type=");
}

function isUnder(pid: number, ancestor: number | undefined, all: readonly Status[]): boolean {
  for (let at = all.find((each) => each.pid === pid); at;) {
    if (at.pid === ancestor) return true;
    const { parent }: Status = at;
    at = all.find((each) => each.pid === parent);
  }
  return false;
}

function statusOf(name: string): Status[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, "utf8");
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
    const field = (key: string) => new RegExp(`^${key}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "";
    return [
      {
        pid: Number(name),
        parent: Number(field("PPid")),
        command,
        uid: Number(field("Uid")),
        seccomp: field("Seccomp"),
        noNewPrivileges: field("NoNewPrivs"),
      },
    ];
  } catch (error) {
    // It ended while it was looked at.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}
