import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { posixOnly } from "./posix-only.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const notHere = process.platform === "win32" ? Object.keys(posixOnly) : [];

export default defineConfig({
  root: here(".."),
  // In plain Node the real one starts a download.
  resolve: { alias: { electron: here("electron-fake.ts") } },
  test: {
    include: ["tests/*.test.ts"],
    exclude: [...configDefaults.exclude, ...notHere.map((file) => `tests/${file}`)],
    // Two at once on two cores, of which vitest leaves one by itself: much of the time is spent waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Against what hangs alone: what is promised in time is asserted by the test that promises it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
