import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { preview } from "../electron/preview.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-preview-"));
  file = join(folder, "x.playlist.yaml");
  writeFileSync(join(folder, "here.fr.md"), "# Ici");
});
afterEach(() => removeFolder(folder));

const now = { wall: Date.parse("2027-01-15T12:00Z"), zone: "Europe/Paris" };
const put = (text: string) => writeFileSync(file, text);

it("says what plays at a moment that a change of the clock skips, and what changes next, in both languages", async () => {
  put("hours: { sun: 9-18 }\nclosed: clock\ndecks: [here, gone]");
  const fr = await preview(file, "2027-03-28T02:30", now, "fr");
  expect(fr).toMatchObject({ code: 0 });
  expect(fr.lines[0]).toMatch(
    /^dim\. 28\/03\/2027 03:30 Europe\/Paris \(.*n’existe pas.*\) : fermé, horloge$/,
  );
  expect(fr.lines.slice(1, 4)).toEqual([
    "",
    "Ensuite :",
    "  dim. 28/03/2027 09:00  ouvert : here, gone",
  ]);
  const en = await preview(file, "2027-03-28 12:00", now, "en");
  expect(en.lines[0]).toMatch(/^Sun,? 28\/03\/2027, 12:00 Europe\/Paris: open$/);
  expect(en.lines.slice(1, 3)).toEqual(["  here", "  gone (not there)"]);
});

it("says that nothing changes when nothing does, and takes the present without a moment", async () => {
  put("decks: [here]");
  const { lines } = await preview(file, null, now, "en");
  expect(lines[0]).toMatch(/15\/01\/2027, 13:00/);
  expect(lines.at(-1)).toBe("Nothing changes after that.");
});

it("says that an hour comes twice", async () => {
  put("decks: [here]");
  const { lines } = await preview(file, "2027-10-31T02:30", now, "en");
  expect(lines[0]).toMatch(/02:30.*comes twice/);
});

it.each(["tomorrow", "2027-02-29", "2027-03-28T25:00", "2027-03-28T02:30:99"])(
  "refuses the moment %s in one sentence",
  async (at) => {
    put("decks: [here]");
    expect(await preview(file, at, now, "fr")).toEqual({
      code: 2,
      lines: ["--at attend un moment comme 2027-03-28T02:30."],
    });
  },
);

it("refuses a playlist in one sentence that names the line", async () => {
  put("decks: [here]\nhours: noon");
  const { code, lines } = await preview(file, null, now, "fr");
  expect(code).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/x\.playlist\.yaml:2:1 error "hours" attend des heures/);
});
