import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  // In plain Node the real one starts a download.
  resolve: { alias: { electron: new URL("electron-fake.ts", import.meta.url).pathname } },
  // Against what hangs alone: what is promised in time is asserted by the test that promises it.
  test: { include: ["tests/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
