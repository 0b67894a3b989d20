import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { isSystemError } from "./storage.ts";

/** A display of this computer. Bounds in the desktop's pixels. */
export interface Display {
  label: string;
  primary: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

const PATIENCE_MS = 5_000;

/**
 * Asks the installed browser which displays there are, left to right, top to bottom: it alone knows on every system.
 * A browser without any window is started for the question, with a profile of its own, and spoken to over a pipe that
 * nobody else can open.
 *
 * @returns an empty list when it does not answer within 5 s, or when the disk is too full to ask.
 */
export async function listDisplays(executable: string, noSandbox: boolean): Promise<Display[]> {
  const profile = profileFolder();
  if (profile === null) return [];
  const child = spawn(
    executable,
    [
      "--remote-debugging-pipe",
      "--no-startup-window",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--password-store=basic",
      `--user-data-dir=${profile}`,
      ...(noSandbox ? ["--no-sandbox"] : []),
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const [, , , write, read] = child.stdio;
  const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  try {
    const answer = await ask(write as Writable, read as Readable, ended);
    return displaysIn(answer);
  } finally {
    clearTimeout(patience);
    child.kill("SIGKILL");
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

function profileFolder(): string | null {
  try {
    return mkdtempSync(join(tmpdir(), "mtinov-displays-"));
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** The display a person means: its number from 1, or its name without regard to case; null when there is none. */
export function findDisplay(displays: Display[], wanted: string): Display | null {
  const byName = displays.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  return byName ?? displays[Number(wanted) - 1] ?? null;
}

/** One display as a person reads it in a list. */
export function sayDisplay({ label, width, height }: Display, index: number): string {
  return `${index + 1}${label ? ` «${label}»` : ""} ${width}×${height}`;
}

/** One question of the DevTools protocol over its pipe: messages end with a NUL. */
function ask(write: Writable, read: Readable, ended: Promise<void>): Promise<unknown> {
  return new Promise((resolve) => {
    let text = "";
    void ended.then(() => resolve(null));
    read.on("data", (data) => {
      text += String(data);
      if (text.includes("\0")) resolve(JSON.parse(text.slice(0, text.indexOf("\0"))));
    });
    // The browser may die before it reads: `ended` says so.
    write.on("error", () => resolve(null));
    write.write(`${JSON.stringify({ id: 1, method: "Emulation.getScreenInfos" })}\0`);
  });
}

interface ScreenInfo {
  label: string;
  isPrimary: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

function displaysIn(answer: unknown): Display[] {
  const infos = (answer as { result?: { screenInfos?: ScreenInfo[] } } | null)?.result?.screenInfos;
  return (infos ?? [])
    .map(({ label, isPrimary, left, top, width, height }) => ({
      label,
      primary: isPrimary,
      left,
      top,
      width,
      height,
    }))
    .toSorted((a, b) => a.left - b.left || a.top - b.top);
}
