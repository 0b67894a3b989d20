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
    // Against what hangs alone: what is promised in time is asserted by the test that promises it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
