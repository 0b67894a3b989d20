import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler } from "../electron/compile.ts";
import { openLibrary } from "../electron/library.ts";
import { openQuarantine } from "../electron/quarantine.ts";
import { removeFolder } from "./remove-folder.mjs";

const folder = mkdtempSync(join(tmpdir(), "mtinov-quarantine-"));
const compiler = startCompiler(forkCompiler(new URL("../electron/compiler.ts", import.meta.url)));
afterEach(async () => {
  await compiler.close();
  removeFolder(folder);
});

it("while no deck is set aside, none of their files is looked at: on a share that hangs, neither would anything else be", async () => {
  const deck = join(folder, "deck.fr.md");
  writeFileSync(deck, "# Un");
  const library = openLibrary(compiler, "secret");
  await library.open([deck]);
  const asked: string[] = [];
  const quarantine = await openQuarantine({
    mode: "kiosk",
    state: folder,
    name: "main",
    wall: () => 0,
    onFailure: (reason) => expect.fail(reason),
  });
  const around = quarantine.around({
    ...library,
    files(file) {
      asked.push(file);
      return library.files(file);
    },
  });
  expect(around.program(deck)?.slides).toHaveLength(1);
  expect(asked).toEqual([]);
});
