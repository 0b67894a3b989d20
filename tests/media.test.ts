import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Lang } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";
import { captionsFor } from "../electron/captions.ts";
import { removeFolder } from "./remove-folder.mjs";

function slide(source: string, captions: string[] = [], lang: Lang = "fr") {
  return compileSlide(outline(source, { base: "/d/", captions, lang }), 0);
}
const html = (...given: Parameters<typeof slide>) => slide(...given).html;
const codes = (source: string) => slide(source).problems.map(({ code }) => code);

describe("a picture whose file is a film or a sound", () => {
  it.each(["mp4", "webm", "OGV"])("is a film: .%s", (extension) => {
    expect(html(`![Une cellule](a.${extension})`)).toBe(
      `<p><video src="/d/a.${extension}" aria-label="Une cellule" controls=""></video></p>`,
    );
  });

  it.each(["mp3", "m4a", "oga", "ogg", "wav"])("is a sound: .%s", (extension) => {
    expect(html(`![La voix](a.${extension})`)).toBe(
      `<p><audio src="/d/a.${extension}" aria-label="La voix" controls=""></audio></p>`,
    );
  });

  it("counts as a film, and its files are the deck's", () => {
    const made = slide("![](a.mp4){poster=p.jpg captions=c.vtt}");
    expect(made.seconds).toBe(10);
    expect(made.assets).toEqual(["a.mp4", "p.jpg", "c.vtt"]);
    expect(made.problems).toEqual([]);
  });

  it("starts by itself without a sound, unless it is asked for one", () => {
    expect(html("![](a.mp4){autoplay loop}")).toBe(
      '<p><video src="/d/a.mp4" data-autoplay="" loop="" muted=""></video></p>',
    );
    expect(html("![](a.mp4){autoplay sound}")).toBe(
      '<p><video src="/d/a.mp4" data-autoplay=""></video></p>',
    );
    expect(html("![](a.mp3){autoplay sound .fragment}")).toBe(
      '<p><audio src="/d/a.mp3" class="fragment" data-autoplay=""></audio></p>',
    );
    expect(codes("![](a.mp4){autoplay}")).toEqual([]);
  });

  it("keeps a picture a picture, and ordinary braces text", () => {
    expect(html("![x](a.png){.wide}")).toBe('<p><img src="/d/a.png" alt="x" class="wide"></p>');
    expect(html("![x](a.png){loop}")).toContain("{loop}");
    expect(html("Un mot {loop}")).toBe("<p>Un mot {loop}</p>");
    expect(html("![x](a.mp4){loop soon}")).toContain("{loop soon}");
  });
});

describe("captions", () => {
  const track = (file: string, lang: string, label: string) =>
    `<track kind="captions" srclang="${lang}" label="${label}" src="/d/${file}" default="">`;

  it("are the file that the author names", () => {
    expect(html("![](a.mp4){captions=talk.en.vtt}")).toContain(
      track("talk.en.vtt", "en", "English"),
    );
    expect(html("![](a.mp4){captions=talk.vtt}")).toContain(track("talk.vtt", "fr", "Français"));
  });

  it("are found beside the film: in the deck's language, else the one file for all", () => {
    const beside = ["films/été.fr.vtt", "films/été.vtt", "b.vtt"];
    const fr = "![](<./films/été.mp4>)";
    expect(html(fr, beside)).toContain(track("films/%C3%A9t%C3%A9.fr.vtt", "fr", "Français"));
    expect(html(fr, beside, "en")).toContain(track("films/%C3%A9t%C3%A9.vtt", "en", "English"));
    expect(html("![](b.mp4?x#t=2)", beside)).toContain(track("b.vtt", "fr", "Français"));
    expect(html("![](c.mp4)", beside)).not.toContain("<track");
    expect(html("![](b.mp3)", beside)).not.toContain("<track");
  });

  it("are not doubled", () => {
    const own = '<video controls><source src="b.mp4"><track src="x.vtt"></video>';
    expect(html(own, ["b.vtt"]).match(/<track/g)).toHaveLength(1);
    expect(html('<video controls><source src="b.mp4"></video>', ["b.vtt"])).toContain("/d/b.vtt");
  });

  it("make a new slide when they come", () => {
    const hash = (captions: string[]) =>
      outline("![](b.mp4)", { base: "", captions }).slides[0]?.hash;
    expect(hash(["b.vtt"])).not.toBe(hash([]));
  });

  it("lie beside a film that an included file names, from its own folder", () => {
    const files = new Map([["parts/x.md", "![Un film](../films/a.mp4)"]]);
    const deck = compileDeck("/d.md", "<!-- include: parts/x.md -->", {
      base: "/d/",
      lang: "fr",
      captions: ["films/a.fr.vtt"],
      files,
    });
    expect(deck.slides[0]?.html).toMatch(/<track [^>]*src="\/d\/films\/a\.fr\.vtt"/);
  });

  it("are looked for in the folders of the films alone, never outside the deck's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mtinov-captions-"));
    const deck = join(folder, "deck");
    await mkdir(join(deck, "films"), { recursive: true });
    await mkdir(join(deck, "other"));
    for (const file of ["out.vtt", "deck/films/a.fr.vtt", "deck/films/a.txt", "deck/other/b.vtt"])
      await writeFile(join(folder, file), "");
    const source = "![](films/a.mp4) ![](../out.mp4) <video src='gone/x.webm'>";
    const of = (...texts: [string, string][]) => captionsFor(new Map(texts), deck);
    const { paths, looked } = await of(["deck.md", source]);
    expect(paths).toEqual(["films/a.fr.vtt"]);
    expect((await of(["parts/x.md", "![](../films/a.mp4)"])).paths).toEqual(["films/a.fr.vtt"]);
    expect((await of(["parts/x.md", "![](../../out.mp4)"])).looked).toEqual([]);
    // Those that may still come are watched.
    const watched = ["films/a", "gone/x"].flatMap((film) =>
      [".fr.vtt", ".en.vtt", ".vtt"].map((end) => join(deck, film + end)),
    );
    expect(looked).toEqual(watched);
    expect(await of(["deck.md", "no film"])).toEqual({ paths: [], looked: [] });
    removeFolder(folder);
  });
});

describe("a film written in HTML", () => {
  it("that starts by itself is silent, and its author is told", () => {
    const made = slide('# A\n\n<video src="a.mp4" data-autoplay></video>');
    expect(made.html).toContain('<video src="/d/a.mp4" data-autoplay="" muted="">');
    expect(made.problems).toMatchObject([{ code: "film-silent", line: 3, severity: "hint" }]);
  });

  it("is as its author wrote it when that is said", () => {
    expect(codes('<video src="a.mp4" autoplay muted></video>')).toEqual([]);
    const loud = slide('<video src="a.mp4" autoplay sound></video>');
    expect(loud.html).not.toContain("muted");
    expect(loud.problems).toEqual([]);
    expect(html('<video src="a.mp4" controls></video>')).not.toContain("muted");
    expect(html('<audio src="a.mp3" autoplay></audio>')).not.toContain("muted");
  });
});

it("a film behind a slide is silent unless its author wants it heard", () => {
  const behind = (more: string) =>
    slide(`<!-- .slide: data-background-video="a.mp4" ${more} -->\n# A`).attributes;
  expect(behind("")).toEqual({
    "data-background-video": "/d/a.mp4",
    "data-background-video-muted": "",
  });
  expect(behind("data-background-video-sound")).toEqual({ "data-background-video": "/d/a.mp4" });
});
