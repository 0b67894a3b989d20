import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/**
 * The rooms of `core/`, from the ground up: a file may import from its own room and from those below it, never from one
 * above. The folder is flat; this is its map.
 */
const rooms: [name: string, files: string][] = [
  // What every other file speaks of, and the sentences of problems.
  [
    "ground",
    `address deck duration escape fold hash kept lines look match nearest pattern plain problem sentence sentences
     sentences-check sentences-file sentences-language sentences-wall theme`,
  ],
  // HTML, SVG and CSS as trees, and wall 1 that they pass.
  ["markup", "allow inline markup measure parse style tree value vector wall"],
  ["typography", "abbreviation characters english french raised reading scripts setter typography"],
  // What is drawn while a deck is compiled.
  [
    "figures",
    `chart chart-data chart-donut chart-draw chart-number chart-shape chart-table diagram motif motif-cell
     motif-current motif-path qr`,
  ],
  // From the source of a deck to its slides.
  [
    "language",
    `box braces build code comments container cut defaults directive draft dress fields footnote footnotes formula
     frontmatter gather highlight include key markdown math media outline passage reel section separators setting-place
     slide theme-read theme-rules`,
  ],
  ["check", "contrast glyphs parity review unnamed"],
  // What is on stage, and when.
  [
    "show",
    `align closing curtain drawing drawings fallback handed item journal patience playlist program recovery region running schedule shift show talk talk-clock view watchdog when`,
  ],
  // What a speaker sees and does.
  ["talk", "desk grid keys pace patch plan playback rehearsal search taste times"],
  // What windows and the app say to each other.
  ["contract", "bridge contract vital"],
];

const core = join(import.meta.dirname, "../core");
const files = readdirSync(core).filter((name) => /(?<!\.d)\.ts$/.test(name));
const floors = new Map<string, number>(
  rooms.flatMap(([, names], floor) =>
    names.split(/\s+/).map((name) => [`${name}.ts`, floor] as const),
  ),
);

it("every file of core has a room", () => {
  expect([...floors.keys()].toSorted()).toEqual(files.toSorted());
});

it("no room imports from one above it", () => {
  const wrong = files.flatMap((file) =>
    [...readFileSync(join(core, file), "utf8").matchAll(/ from "\.\/([\w-]+\.ts)"/g)]
      .map(([, name = ""]) => name)
      .filter((name) => (floors.get(name) ?? Infinity) > (floors.get(file) ?? -1))
      .map((name) => `${file} → ${name}`),
  );
  expect(wrong).toEqual([]);
});
