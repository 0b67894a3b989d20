import { createServer } from "node:http";
import { Marp } from "@marp-team/marp-core";
import { build } from "vite";
import { compileDeck } from "../../core/program.ts";
import { revealRebase } from "../../renderer/reveal-rebase.plugin.ts";
import { deck } from "./deck.mjs";
import { versionsOf } from "./row.mjs";

export const versions = versionsOf("reveal.js", "@marp-team/marp-core");

/**
 * Serves the same decks to all pages: `/plain-200.html` and `/marp-200.html` hold all 200 slides, `/ours-200.html` none.
 *
 * @param {number[]} sizes slides of each deck
 * @returns {Promise<{ address: string, close(): void }>}
 */
export async function serveDecks(sizes) {
  /** @type {Map<string, string | Uint8Array>} */
  const files = new Map();
  await bundle("plain", "stage-plain-page.ts", [], files);
  await bundle("ours", "stage-page.ts", [revealRebase()], files);
  files.set("/probe.js", probe);
  files.set("/marp.js", marpPlayer);
  /** @type {Map<number, Section[]>} */
  const decks = new Map(sizes.map((size) => [size, compiled(size)]));
  for (const [size, sections] of decks) {
    files.set(`/plain-${size}.html`, page("plain", size, sections));
    files.set(`/ours-${size}.html`, page("ours", size, []));
    files.set(`/marp-${size}.html`, marpPage(size));
  }
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const range = /^\/slides\/(\d+)\/(\d+)-(\d+)\.json$/.exec(path)?.slice(1).map(Number);
    const [size = 0, from = 0, to = 0] = range ?? [];
    const body = range
      ? JSON.stringify(decks.get(size)?.slice(from, to + 1))
      : /^\/(d|images)\//.test(path)
        ? drawing
        : files.get(path);
    response
      .writeHead(body === undefined ? 404 : 200, {
        "content-type": typeOf(path),
        ...(path.startsWith("/ours-") && { "content-security-policy": policy }),
      })
      .end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @typedef {{ place: string, hash: string, attributes: Record<string, string>, html: string }} Section */

/** The folder of a deck has a name of 22 characters. */
const base = "/d/benchmarkbenchmarkbench/".replace("benchbench", "bench");
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types stage default dompurify";
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240"><ellipse cx="200" cy="120" rx="180" ry="100" fill="#f3929f" stroke="#2a1848" stroke-width="6"/></svg>`;

/** When the first heading of the present slide really shows: the second frame after it is visible. */
const probe = `(function look() {
  const heading = document.querySelector(".present h1");
  const seen = heading && heading.getBoundingClientRect().height > 0 && getComputedStyle(heading).visibility === "visible"
    && Number(getComputedStyle(heading.closest("section")).opacity) === 1;
  if (!seen) return requestAnimationFrame(look);
  requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = performance.now(); }));
})();`;

/** Shows one slide of Marp's HTML at a time, which alone shows all of them below each other. */
const marpPlayer = `const slides = document.querySelectorAll("svg[data-marpit-svg]");
let shown = 0;
Object.assign(window, {
  prepare: (at) => Promise.resolve(() => {
    slides[shown].classList.remove("present");
    slides[shown = at].classList.add("present");
  }),
  ahead: [],
  arranged: () => true,
});`;

/** @param {number} size */
function marpPage(size) {
  const { html, css } = new Marp().render(deck(size, "marp"));
  const first = html.replace("<svg data-marpit-svg", '<svg class="present" data-marpit-svg');
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>marp ${size}</title><link rel="icon" href="data:,">
<style>${css} body { margin: 0 } svg[data-marpit-svg] { display: none } svg.present { display: block }</style><script src="/probe.js"></script></head>
<body>${first}<script type="module" src="/marp.js"></script></body></html>`;
}

/** @param {number} size @returns {Section[]} */
function compiled(size) {
  const { slides } = compileDeck("bench.md", deck(size), { base });
  return slides.map(({ hash, attributes, html }, index) => ({
    place: `0/0/${index}`,
    hash,
    attributes,
    html,
  }));
}

/** @param {string} kind @param {number} size @param {Section[]} sections */
function page(kind, size, sections) {
  const html = sections.map(({ attributes, html: inner }) => {
    const all = Object.entries(attributes).map(
      ([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
    );
    return `<section${all.join("")}>${inner}</section>`;
  });
  const stage =
    kind === "plain"
      ? `<div class="reveal"><div class="slides">${html.join("\n")}</div></div>`
      : "";
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${kind} ${size}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/${kind}.css"><script src="/probe.js"></script></head>
<body data-count="${size}">${stage}<script type="module" src="/${kind}.js"></script></body></html>`;
}

/**
 * @param {string} name @param {string} entry @param {import("vite").Plugin[]} plugins
 * @param {Map<string, string | Uint8Array>} files
 */
async function bundle(name, entry, plugins, files) {
  const result = /** @type {import("vite").Rolldown.RolldownOutput} */ (
    await build({
      root: import.meta.dirname,
      configFile: false,
      logLevel: "error",
      plugins,
      build: {
        write: false,
        target: "esnext",
        modulePreload: false,
        rollupOptions: {
          input: { [name]: `${import.meta.dirname}/${entry}` },
          output: { entryFileNames: "[name].js", assetFileNames: `${name}.[ext]` },
        },
      },
    })
  );
  for (const file of result.output) {
    files.set(`/${file.fileName}`, file.type === "chunk" ? file.code : file.source);
  }
}

/** @param {string} path */
function typeOf(path) {
  if (/^\/(d|images)\//.test(path)) return "image/svg+xml";
  const types = { html: "text/html", js: "text/javascript", css: "text/css" };
  const end = /** @type {keyof typeof types} */ (path.split(".").pop());
  return types[end] ?? "application/json";
}
