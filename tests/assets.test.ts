import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resolveInside, serveFile } from "../electron/assets.ts";
import { removeFolder } from "./remove-folder.mjs";

let outside = "";
let root = "";

beforeAll(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), "mtinov-assets-")));
  root = join(outside, "deck");
  mkdirSync(join(root, "images d’été"), { recursive: true });
  writeFileSync(join(outside, "secret.png"), "SECRET");
  writeFileSync(join(root, "a.png"), "0123456789");
  writeFileSync(join(root, "deck.fr.md"), "# notes to myself");
  writeFileSync(join(root, ".hidden.png"), "SECRET");
  writeFileSync(join(root, "empty.png"), "");
  writeFileSync(join(root, "drawing.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  writeFileSync(join(root, "images d’été", "cellule é.png"), "cell");
  symlinkSync(join(outside, "secret.png"), join(root, "link.png"));
  symlinkSync(join(root, "a.png"), join(root, "inner.png"));
});
afterAll(() => removeFolder(outside));

const get = (path: string, headers: Record<string, string> = {}) =>
  serveFile(root, path, new Request("http://127.0.0.1/", { headers }));

describe("a deck's files", () => {
  it("are served whole with their type", async () => {
    const response = await get("a.png");
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("image/png");
    expect(await response.text()).toBe("0123456789");
  });

  it("have names as people type them: accents composed or not, spaces, another case", async () => {
    for (const name of ["images d’été/cellule é.png", "IMAGES D’ÉTÉ/Cellule É.PNG"]) {
      for (const form of ["NFC", "NFD"]) {
        expect(await (await get(encodeURI(name.normalize(form)))).text()).toBe("cell");
      }
    }
  });

  it.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=4-2", 200, "0123456789", null],
    ["bytes=1-2,4-5", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
  ])("answer the range %s with %i", async (range, status, text, contentRange) => {
    const response = await get("a.png", { Range: range });
    expect([response.status, await response.text(), response.headers.get("Content-Range")]).toEqual(
      [status, text, contentRange],
    );
  });

  it("serve an empty file and a range of it", async () => {
    expect((await get("empty.png")).status).toBe(200);
    expect((await get("empty.png", { Range: "bytes=0-" })).status).toBe(416);
  });

  it("make a drawing inert, whatever opens it", async () => {
    expect((await get("drawing.svg")).headers.get("Content-Security-Policy")).toContain("sandbox");
  });

  it.each([
    "deck.fr.md",
    ".hidden.png",
    "link.png",
    "../secret.png",
    "..%2fsecret.png",
    "%2e%2e/secret.png",
    "..%5csecret.png",
    "%252e%252e/secret.png",
    "images/../../secret.png",
    "a.png%00.svg",
    "a.png::$DATA",
    "C:%5csecret.png",
    "//server/share/a.png/",
    "%E0%A4%A",
    "",
    "/",
    ".",
    "a.png/",
  ])("refuse %j or stay inside", async (path) => {
    const response = await get(path);
    const text = await response.text();
    expect(text).not.toContain("SECRET");
    expect(text).not.toContain("notes");
    if (path !== "a.png/") expect(response.status).toBe(404);
  });

  it("follow a link that stays inside", async () => {
    expect(await (await get("inner.png")).text()).toBe("0123456789");
  });

  it("never throw and never leave the folder, whatever is asked", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "..",
        ".",
        "%2e%2e",
        "%2f",
        "%5c",
        "%00",
        "a.png",
        "link.png",
        "secret.png",
        "deck",
        "/",
        "\\",
        ":",
        "~",
      ),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    const path = fc
      .array(piece, { maxLength: 8 })
      .chain((pieces) => fc.constantFrom(pieces.join("/"), pieces.join("")));
    await fc.assert(
      fc.asyncProperty(path, fc.string({ maxLength: 20 }), async (asked, range) => {
        const real = await resolveInside(root, asked);
        expect(real === null || real.startsWith(root + "/")).toBe(true);
        const headers = /^[\x20-\x7e]*$/.test(range) ? { Range: range } : undefined;
        const response = await serveFile(
          root,
          asked,
          new Request("http://127.0.0.1/", { headers: headers ?? {} }),
        );
        expect(await response.text()).not.toContain("SECRET");
      }),
      { numRuns: 500 },
    );
  });
});
