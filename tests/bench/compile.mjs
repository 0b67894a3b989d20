import { Marp } from "@marp-team/marp-core";
import MarkdownIt from "markdown-it";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { compileDeck } from "../../core/program.ts";
import { deck } from "./deck.mjs";
import { median, print, ratio as ratioOf, versionsOf } from "./row.mjs";

/**
 * Compiling 2,000 slides, against the peers that make slides or HTML of Markdown: all in this process, in turn, so that
 * whatever else the machine does weighs on all alike.
 */
const SLIDES = 2_000;
const ROUNDS = 15;
const options = { base: "/d/bench/" };

const source = deck(SLIDES);
const edited = source.replace("Diapositive 1001 ", "Diapositive mille et un ");
const marpSource = deck(SLIDES, "marp");

/** @type {Record<string, () => unknown>} */
const candidates = { ours: () => compileDeck("bench.md", source, options), ...peers() };
let revision = compileDeck("bench.md", source, options);
let turn = 0;
candidates["after an edit"] = () => {
  revision = compileDeck("bench.md", turn++ % 2 ? source : edited, options, revision);
};

const times = measure(candidates);
const marp = ratio("marp-core", "ours");
const versions = versionsOf("@marp-team/marp-core", "markdown-it", "remark-parse", "remark-rehype");
const milliseconds = Object.fromEntries(
  Object.entries(times).map(([name, all]) => [name, { "median, ms": median(all) }]),
);
print({
  versions,
  figures: milliseconds,
  rows: [
    row("full compile of 2,000 slides, times faster than marp-core", marp, ">=", 3, 5, {
      "markdown-it alone": ratio("marp-core", "markdown-it"),
      "remark and rehype": ratio("marp-core", "remark"),
    }),
    row("full compile, of bare markdown-it's time", ratio("ours", "markdown-it"), "<=", 4, 2.5),
    row("full compile, times faster than remark and rehype", ratio("remark", "ours"), ">=", 3, 5),
    row(
      "recompile after editing one slide of 2,000, of our full compile",
      ratio("after an edit", "ours"),
      "<=",
      1 / 6,
      1 / 20,
    ),
  ],
});

/** @returns {Record<string, () => unknown>} */
function peers() {
  const markdown = new MarkdownIt({ html: true });
  const core = new Marp();
  const pipe = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify);
  return {
    "markdown-it": () => markdown.render(source),
    "marp-core": () => core.render(marpSource),
    remark: () => String(pipe.processSync(source)),
  };
}

/** @param {Record<string, () => unknown>} all */
function measure(all) {
  /** @type {Record<string, number[]>} */
  const measured = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (let round = -3; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(all)) {
      const start = performance.now();
      run();
      // The first rounds warm the compiler of the engine.
      if (round >= 0) measured[name]?.push(performance.now() - start);
    }
  }
  return measured;
}

/** @param {string} one @param {string} other */
function ratio(one, other) {
  return ratioOf(times[one] ?? [], times[other] ?? []);
}

/**
 * @param {string} name @param {number} ours @param {">=" | "<="} sense @param {number} must @param {number} aim
 * @param {Record<string, number>} [peers] @returns {import("./row.mjs").Row}
 */
function row(name, ours, sense, must, aim, peers = {}) {
  return { name, ours, peers, sense, must, aim };
}
