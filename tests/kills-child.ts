import { join } from "node:path";
import { openJournal } from "../electron/journal.ts";
import { save } from "../electron/storage.ts";

/**
 * What is killed: `save <folder>` saves a counter for ever, whole files of different lengths, and prints each number that
 * is on the disk; `journal <folder>` kills itself between two writes.
 */
const [what, folder = ""] = process.argv.slice(2);
if (what === "journal") await playAndDie();
else await saveForEver();

async function saveForEver(): Promise<void> {
  for (let count = 1; ; count += 1) {
    await save(join(folder, "value.json"), { count, filler: "x".repeat((count % 7) * 9_000) });
    process.stdout.write(`${count}\n`);
  }
}

async function playAndDie(): Promise<void> {
  const journal = openJournal({
    folder,
    name: "main",
    mono: () => performance.now(),
    wall: () => Date.now(),
    onFailure: (reason) => process.stderr.write(reason),
  });
  const show = (slide: number) =>
    journal.shows("main", { kind: "slide", deck: "/a.md", lang: "fr", slide, key: "" });
  for (const slide of [1, 2, 3]) show(slide);
  await journal.write();
  for (const slide of [4, 5, 6]) show(slide);
  process.kill(process.pid, "SIGKILL");
}
