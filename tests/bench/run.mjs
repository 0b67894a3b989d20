// @ts-check
// `npm run bench`: measures us against peers and writes `results.md`. `-- compile`, `-- live`, `-- page`, `-- loop`, `-- console` or
// `-- stage` (page and loop) measures a part and keeps what was recorded of the others; `-- --quick` takes fewer rounds of the pages.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { reaches } from "./row.mjs";
import { results } from "./results.mjs";

/** @typedef {import("./results.mjs").Results} Results */

const PARTS = /** @type {const} */ (["compile", "live", "page", "loop", "console"]);
const file = new URL("results.json", import.meta.url);
const asked = process.argv.slice(2);
const wanted = PARTS.filter(
  (part) =>
    !asked.some((arg) => !arg.startsWith("-")) ||
    asked.includes(part) ||
    (asked.includes("stage") && (part === "page" || part === "loop")),
);
const unknown = asked.filter(
  (arg) => arg !== "--quick" && arg !== "stage" && !PARTS.some((part) => part === arg),
);
if (unknown.length > 0) {
  console.error(`The bench does not know ${unknown.join(", ")}: say ${PARTS.join(", ")} or stage.`);
  process.exit(2);
}

const all = recorded();
for (const part of wanted) {
  console.error(`Measuring: ${part} …`);
  all[part] = { machine: machine(), ...JSON.parse(await measure(part)) };
}
writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
writeFileSync(new URL("results.md", import.meta.url), results(all));
const rows = wanted.flatMap((part) => all[part]?.rows ?? []);
for (const row of rows) {
  const verdict = reaches(row, row.must) ? "holds" : "DOES NOT HOLD";
  console.log(
    `${verdict}  ${row.name}: ${row.ours} (must ${row.sense} ${Number(row.must.toPrecision(3))}, aim ${row.aim})`,
  );
}
process.exitCode = rows.every((row) => reaches(row, row.must)) ? 0 : 1;

/** What earlier runs recorded. @returns {Results} */
function recorded() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

/** Each part in a process of its own, so that none inherits another's heap. @param {string} part @returns {Promise<string>} */
function measure(part) {
  const script = fileURLToPath(new URL(`${part}.mjs`, import.meta.url));
  const options = asked.filter((arg) => arg.startsWith("-"));
  const child = spawn(process.execPath, [script, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (data) => (printed += String(data)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`Measuring ${part} ended with ${code}.`)),
    );
  });
}

function machine() {
  const [first] = cpus();
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model ?? "?"}, ${gigabytes} GiB, ${system}, Node ${process.version}`;
}
