import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * The architecture, as a table that runs. A folder is a runtime; what a file may import depends on its folder alone,
 * but for the few files that are the only door to something.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Folder → which of our folders, and which packages, it may import. */
const layers: Record<string, { ours: string[]; packages: RegExp }> = {
  core: {
    ours: ["core"],
    // Pure libraries: text in, data out.
    packages:
      /^(markdown-it(-deflist)?|parse5|yaml|valibot|lowlight|highlight\.js|katex|qrcode-generator|temporal-polyfill)(\/|$)/,
  },
  electron: {
    ours: ["core", "electron"],
    packages:
      /^(node:|hono$|@hono\/node-server$|ws$|valibot$|mediabunny$|electron$|electron-builder$|@electron\/fuses$)/,
  },
  renderer: {
    ours: ["core", "renderer"],
    packages:
      /^(valibot|dompurify|reveal\.js|mermaid|@fontsource-variable\/|preact|@preact\/signals|katex\/dist\/katex\.min\.css$|vite$)/,
  },
};

/** Package → the only files that may import it. */
const doors: Record<string, RegExp> = {
  // In plain Node this import starts a download.
  electron: /^electron\/(main|preload|ipc|shell-electron)\.ts$/,
  // The packager runs beside the app, never in it.
  "electron-builder": /^electron\/pack\.mjs$/,
  "@electron/fuses": /^electron\/pack-fuses\.mjs$/,
  "reveal.js": /^renderer\/(reveal(-[a-z]+)?|stage|sheet)\.ts$/,
  mermaid: /^renderer\/draw\.ts$/,
  dompurify: /^renderer\/purify\.ts$/,
  mediabunny: /^electron\/reel\.ts$/,
  ws: /^electron\/loopback\.ts$/,
  hono: /^electron\/server\.ts$/,
  vite: /^renderer\/[a-z-]+\.plugin\.ts$/,
  "markdown-it": /^core\//,
};

/** Files that compose others; nothing may import them. */
const entries = new Set([
  "electron/cli.ts",
  "electron/main.ts",
  "electron/kept.ts",
  "electron/compiler.ts",
  "electron/preload.ts",
  "electron/start.mjs",
  "renderer/screen.ts",
  "renderer/speaker.tsx",
  "renderer/badge-page.ts",
  "renderer/sheet.ts",
  "renderer/stage.ts",
]);

/** The parts that `app.ts` joins with functions: none of them reaches into another's state. */
const parts = ["player", "library", "screens", "loopback", "server", "keeper", "browser"];

const LONGEST_FILE = 300;

const files = Object.keys(layers).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);
/** But for this one, which spells what it looks for. */
const tests = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|mjs)$/.test(name) && name !== "layers.test.ts")
  .map((name) => `tests/${name.replaceAll("\\", "/")}`);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe("the layers", () => {
  it("reads the whole house", () => {
    expect(files.length).toBeGreaterThan(30);
    expect([...imports.values()].flat().length).toBeGreaterThan(60);
  });

  it.each(Object.keys(layers))("%s imports only what its runtime has", (folder) => {
    const { ours, packages } = layers[folder] ?? { ours: [], packages: /^$/ };
    const wrong = [...imports]
      .filter(([file]) => file.startsWith(`${folder}/`))
      .flatMap(([file, list]) =>
        list
          .filter(({ file: target, name }) =>
            target
              ? !ours.includes(target.split("/")[0] ?? "") && target !== "package.json"
              : !packages.test(name),
          )
          .map(({ name }) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it("opens each door in its own file only", () => {
    const wrong = [...imports].flatMap(([file, list]) =>
      list
        .filter(({ name, type }) => {
          const door = Object.keys(doors).find(
            (each) => name === each || name.startsWith(`${each}/`),
          );
          return door && !type && !doors[door]?.test(file);
        })
        .map(({ name }) => `${file} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("lets nothing import an entry, and only app.ts join the parts", () => {
    const wrong = [...imports].flatMap(([file, list]) =>
      list
        .filter(({ file: target }) => target && entries.has(target))
        .map(({ name }) => `${file} → ${name}`),
    );
    const joins = [...imports].flatMap(([file, list]) =>
      list
        .filter(
          ({ file: target, type }) =>
            !type &&
            parts.some((each) => file === `electron/${each}.ts`) &&
            parts.some((each) => target === `electron/${each}.ts`),
        )
        .map(({ name }) => `${file} → ${name}`)
        // The keeper owns the browsers: it is their parent process.
        .filter((each) => each !== "electron/keeper.ts → ./browser.ts"),
    );
    expect([...wrong, ...joins]).toEqual([]);
  });

  it("has no circle", () => {
    const seen = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (seen.get(file) === "done") return;
      if (seen.get(file) === "open") return void circles.push([...path, file].join(" → "));
      seen.set(file, "open");
      for (const { file: target } of imports.get(file) ?? []) {
        if (target && imports.has(target)) visit(target, [...path, file]);
      }
      seen.set(file, "done");
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it("keeps every file to one idea, and every name honest", () => {
    const styles = readdirSync(join(root, "renderer"))
      .filter((name) => name.endsWith(".css"))
      .map((name) => `renderer/${name}`);
    const long = [...files, ...styles]
      .map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length] as const)
      .filter(([, lines]) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
    expect(
      files.filter((file) => /(utils?|helpers?|common|manager|service)\b/i.test(file)),
    ).toEqual([]);
    expect(files.filter((file) => file.split("/").length > 3)).toEqual([]);
  });

  it("has no any, no silenced check and no swallowed error, in tests either", () => {
    const wrong = [...files, ...tests].flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          /\bas any\b|: any\b|<any>|@ts-(ignore|nocheck)|(oxlint|eslint)-disable|catch\s*(\([^)]*\))?\s*\{\s*\}/.test(
            line,
          )
            ? [`${file}:${index + 1}`]
            : [],
        ),
    );
    expect(wrong).toEqual([]);
  });
});

interface Import {
  name: string;
  /** Our own file it leads to, from the root; null for a package. */
  file: string | null;
  type: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const found = source.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm,
  );
  return [...found].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? "";
    const ours = name.startsWith(".");
    const target = ours
      ? relative(root, resolve(root, dirname(file), name)).replaceAll("\\", "/")
      : null;
    return { name, file: target, type: type !== undefined };
  });
}
