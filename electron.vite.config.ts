import { defineConfig } from "electron-vite";
import { revealRebase } from "./renderer/reveal-rebase.plugin.ts";

// Everything is bundled: an installed copy needs `out/` and `slides/`, never node_modules.
const bundled = { externalizeDeps: false, sourcemap: false } as const;

export default defineConfig({
  main: {
    define: { BUILT_AT: String(Date.now()) },
    build: {
      ...bundled,
      rollupOptions: {
        input: {
          cli: "electron/cli.ts",
          main: "electron/main.ts",
          kept: "electron/kept.ts",
          compiler: "electron/compiler.ts",
          // What `import "mtinov-stage/check"` gets.
          check: "electron/check-import.ts",
        },
        output: { entryFileNames: "[name].js", chunkFileNames: "chunk-[hash].js" },
      },
    },
  },
  // CommonJS: a sandboxed window loads no module there, and `"type": "module"` makes every .js one.
  preload: {
    build: {
      ...bundled,
      rollupOptions: {
        input: { preload: "electron/preload.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [revealRebase()],
    build: {
      ...bundled,
      // Nothing inline: the pages' policy allows files of their own origin, no `data:`.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        // An object: electron-vite merges an array with its own empty default and the build dies.
        input: {
          screen: "renderer/screen.html",
          badge: "renderer/badge.html",
          speaker: "renderer/speaker.html",
          examine: "renderer/examine.html",
          stage: "renderer/stage.html",
          sheet: "renderer/sheet.html",
          draw: "renderer/draw.html",
        },
      },
    },
  },
});
