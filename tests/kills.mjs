// @ts-check
// Part of `npm run proof`: 500 kills during saves, and what each next start finds.
import { killDuringSaves } from "./kills.ts";

const kills = Number(process.argv[2] ?? 500);
const began = performance.now();
const { whole, broken, leftovers } = await killDuringSaves(kills, Math.random);
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `kills during saves: ${whole} of ${kills} starts found the old or the new value whole; ${leftovers} unfinished files left; ${seconds} s`,
);
for (const each of broken) console.log(`  ${each}`);
process.exitCode = broken.length > 0 ? 1 : 0;
