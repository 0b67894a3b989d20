import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  // In plain Node the real one starts a download.
  resolve: { alias: { electron: new URL("electron-fake.ts", import.meta.url).pathname } },
  test: { include: ["tests/*.test.ts"], testTimeout: 15_000 },
});
