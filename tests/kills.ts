import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "../electron/storage.ts";
import { removeFolder } from "./remove-folder.mjs";

/**
 * Kills a process outright while it saves, again and again at another moment, and reads what is left: the last value that
 * was saved, or the one that was being saved, whole.
 */
export interface KillReport {
  kills: number;
  /** Starts that found what they should. */
  whole: number;
  /** What the others found. */
  broken: string[];
  /** Unfinished files left beside the value at the end. */
  leftovers: number;
}

/** Before the first save is done, and up to some saves later. */
const LONGEST_LIFE_MS = 40;

export async function killDuringSaves(kills: number, random: () => number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-kills-"));
  const broken: string[] = [];
  let before = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await saveAndDie(folder, random() * LONGEST_LIFE_MS);
      const value = await load(join(folder, "value.json"));
      const wrong = faultIn(value, acknowledged, before);
      if (wrong) broken.push(wrong);
      before = countOf(value) ?? before;
    }
    const leftovers = readdirSync(folder).filter((name) => name.endsWith(".tmp")).length;
    return { kills, whole: kills - broken.length, broken, leftovers };
  } finally {
    removeFolder(folder);
  }
}

/** @returns the last number that the process said was on the disk; 0 when it died before */
async function saveAndDie(folder: string, lifeMs: number): Promise<number> {
  const script = fileURLToPath(new URL("kills-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, "save", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (data) => {
    // Life begins with the first save: starting takes longer than all the saves.
    if (said === "") setTimeout(() => child.kill("SIGKILL"), lifeMs);
    said += String(data);
  });
  await new Promise((resolve) => child.once("close", resolve));
  return Number(said.trim().split("\n").at(-1)) || 0;
}

function faultIn(value: unknown, acknowledged: number, before: number): string | null {
  const count = countOf(value);
  if (count === null) return `nothing that can be read after ${acknowledged} saves`;
  const filler = (value as { filler: string }).filler.length;
  if (filler !== (count % 7) * 9_000) return `a filler of ${filler} beside the number ${count}`;
  const late = count < acknowledged && !(acknowledged === 0 && count === before);
  return late ? `${count} though ${acknowledged} was on the disk` : null;
}

function countOf(value: unknown): number | null {
  const known =
    typeof value === "object" && value !== null && "count" in value && "filler" in value;
  return known && typeof value.count === "number" && typeof value.filler === "string"
    ? value.count
    : null;
}
