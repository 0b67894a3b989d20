import { cpus } from "node:os";
import { compileDeck } from "../../core/program.ts";
import { deck } from "./deck.mjs";

/**
 * Compiling 2,000 slides, against the peers that make slides or HTML of Markdown: all in this process, in turn, so that
 * whatever else the machine does weighs on all alike. A peer that is not installed is said to be missing.
 */
const SLIDES = 2_000;
const ROUNDS = 15;
const options = { base: "/d/bench/" };

const source = deck(SLIDES);
const edited = source.replace("Diapositive 1001 ", "Diapositive mille et un ");
const marpSource = deck(SLIDES, "marp");

/** @type {Record<string, () => unknown>} */
const candidates = { ours: () => compileDeck("bench.md", source, options), ...(await peers()) };
let revision = compileDeck("bench.md", source, options);
let turn = 0;
candidates["after an edit"] = () => {
  revision = compileDeck("bench.md", turn++ % 2 ? source : edited, options, revision);
};

const times = measure(candidates);
const rows = [
  row("full compile, times faster than marp-core", ratio("marp-core", "ours"), ">=", 3, 5),
  row("full compile, of bare markdown-it's time", ratio("ours", "markdown-it"), "<=", 4, 2.5),
  row("full compile, times faster than remark and rehype", ratio("remark", "ours"), ">=", 3, 5),
  row("after an edit, of our full compile", ratio("after an edit", "ours"), "<=", 1 / 6, 1 / 20),
];
const milliseconds = Object.fromEntries(
  Object.entries(times).map(([name, all]) => [name, round(median(all))]),
);
console.log(
  JSON.stringify(
    {
      slides: SLIDES,
      bytes: source.length,
      cores: cpus().length,
      node: process.version,
      milliseconds,
      rows,
    },
    null,
    2,
  ),
);
process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;

async function peers() {
  /** @type {Record<string, () => unknown>} */
  const found = {};
  const { default: MarkdownIt } = await import("markdown-it");
  const markdown = new MarkdownIt({ html: true });
  found["markdown-it"] = () => markdown.render(source);
  const marp = /** @type {MarpCore | null} */ (await optional("@marp-team/marp-core"));
  if (marp) {
    const core = new marp.Marp();
    found["marp-core"] = () => core.render(marpSource);
  }
  const names = ["unified", "remark-parse", "remark-gfm", "remark-rehype", "rehype-stringify"];
  const [unified, ...plugins] =
    /** @type {[Unified | null, ...({ default: unknown } | null)[]]} */ (
      await Promise.all(names.map(optional))
    );
  const pipe = unified?.unified();
  for (const plugin of plugins) pipe?.use(plugin?.default);
  if (pipe) found["remark"] = () => String(pipe.processSync(source));
  return found;
}

/**
 * @typedef {{ Marp: new () => { render(text: string): unknown } }} MarpCore
 * @typedef {{ use(plugin: unknown): unknown, processSync(text: string): unknown }} Pipe
 * @typedef {{ unified(): Pipe }} Unified
 */

/** A peer, or null when it is not installed. @param {string} name @returns {Promise<unknown>} */
async function optional(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")
      return null;
    throw error;
  }
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

/** Median of the ratios taken inside each round. @param {string} one @param {string} other */
function ratio(one, other) {
  const [a, b] = [times[one], times[other]];
  return a && b ? median(a.map((time, index) => time / (b[index] ?? NaN))) : null;
}

/** @param {string} name @param {number | null} value @param {">=" | "<="} sense @param {number} must @param {number} aim */
function row(name, value, sense, must, aim) {
  if (value === null) return { name, value: "peer not installed", must, aim, holds: null };
  return {
    name,
    value: round(value),
    must: round(must),
    aim: round(aim),
    holds: sense === ">=" ? value >= must : value <= must,
  };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** @param {number} value */
function round(value) {
  return Number(value.toPrecision(3));
}
