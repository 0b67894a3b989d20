import fc from "fast-check";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, it } from "vitest";
import { html as htmlTable } from "../core/allow.ts";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";
import { svg as svgTable } from "../core/vector.ts";

const KEY = '<!-- .slide: id="k" -->\n';

function slide(source: string): Slide {
  return compileSlide(outline(KEY + source, { base: "/d/x/" }), 0);
}

function through(html: string): string {
  return slide(html).html;
}

/** Every element of a piece of HTML, as a browser's parser sees it. */
function elements(html: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (nodes: DefaultTreeAdapterTypes.ChildNode[]): void => {
    for (const node of nodes) {
      if (!("tagName" in node)) continue;
      found.push(node);
      visit(node.childNodes);
    }
  };
  visit(parseFragment(html).childNodes);
  return found;
}

/** What in a piece of HTML could run, load from elsewhere, navigate or leave the slide; written without the tables. */
function dangers(html: string): string[] {
  return elements(html).flatMap(({ tagName, attrs }) => [
    ...(/^(?:script|style|iframe|frame|object|embed|base|link|meta|form|input|button|template|noscript|foreignobject|animate\w*|set|math|image)$/i.test(
      tagName,
    )
      ? [`<${tagName}>`]
      : []),
    ...attrs.flatMap(({ name, value }) => dangerous(tagName, name, value)),
  ]);
}

function dangerous(tag: string, name: string, value: string): string[] {
  const said = `${tag} ${name}=${value}`;
  if (
    /^on|^(?:srcdoc|action|formaction|ping|target|name|is|slot|background|autofocus|contenteditable)$/i.test(
      name,
    )
  )
    return [said];
  if (/^data-(?:background|preview|state|markdown|iframe)/.test(name)) return [said];
  if (
    name === "style" &&
    /url|expression|@|\\|fixed|sticky|import|image-set|behavior|binding/i.test(value)
  )
    return [said];
  if (name === "id" && !value.startsWith("k__")) return [said];
  if (/^(?:src|data-src|poster)$/.test(name)) {
    return /^\/d\/x\/(?!.*\/\.\.\/)[^:]*$|^data:image\/(?:png|jpeg|gif|webp|avif);base64,/.test(
      value,
    )
      ? []
      : [said];
  }
  if (name === "srcset")
    return value.split(", ").every((one) => one.startsWith("/d/x/")) ? [] : [said];
  if (name.endsWith("href")) {
    if (tag === "a") return /^https:\/\/|^#\//.test(value) ? [] : [said];
    return value.startsWith("#k__") ? [] : [said];
  }
  return /url\(\s*['"]?(?!#k__)/i.test(value) && name !== "title" && name !== "alt" ? [said] : [];
}

describe("wall 1 lets pass", () => {
  it.each([
    '<table><caption>c</caption><thead><tr><th colspan="2" scope="col">h</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>',
    '<ol start="3" type="a"><li value="4">x</li></ol>',
    '<figure class="r-stretch"><img src="/d/x/a.png" alt="A" width="40%"><figcaption>c</figcaption></figure>',
    '<p lang="en" title="t" style="color: red; margin: 0 auto">x <kbd>k</kbd> <mark>m</mark><sup>2</sup></p>',
    '<p class="fragment fade-up" data-fragment-index="1" data-id="x">x</p>',
    '<video src="/d/x/a.mp4" controls="" loop="" muted="" data-autoplay=""><track kind="captions" src="/d/x/a.vtt" srclang="fr"></video>',
    '<details open=""><summary>s</summary>d</details>',
    '<a href="https://x.example/">x</a>',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<svg viewBox="0 0 1 1" role="img" aria-labelledby="k__t"><title id="k__t">t</title><defs><linearGradient id="k__g"><stop offset="0" stop-color="red"></stop></linearGradient></defs><path class="fragment" d="M0 0L1 1" fill="url(#k__g)"></path><use href="#k__s" x="1"></use></svg>',
  ])("%s", (html) => {
    expect(through(html).replace(/^<p>(<(?:video|a|img|svg)[^]*)<\/p>$/, "$1")).toBe(html);
    expect(slide(html).problems).toEqual([]);
  });

  it("what its tables allow, and nothing that the tables do not know", () => {
    expect(Object.keys(htmlTable)).not.toContain("iframe");
    expect(Object.keys(svgTable)).not.toContain("foreignObject");
    expect(Object.keys(svgTable)).not.toContain("image");
  });
});

describe("wall 1 stops", () => {
  it.each([
    ["code", "<p>a<script>x()</script><style>p{}</style>b</p>", "<p>ab</p>"],
    [
      "what loads by itself",
      "<p><iframe src=a.html></iframe><object data=a></object>b</p>",
      "<p>b</p>",
    ],
    ["handlers", "<p onclick=x() onfocus=y()>b</p>", "<p>b</p>"],
    ["forms, keeping their words", "<form action=a><button>b</button><input></form>", "b"],
    [
      "names of global variables",
      "<p id=location><a name=b>c</a></p>",
      '<p id="k__location"><a>c</a></p>',
    ],
    [
      "scripts in a drawing",
      "<div><svg><script>x</script><a href='javascript:x'><path onload=x d=M0 /></a></svg></div>",
      "<div><svg></svg></div>",
    ],
    [
      "animation in a drawing",
      "<div><svg><rect><animate attributeName=href to=javascript:x /><set/></rect></svg></div>",
      "<div><svg><rect></rect></svg></div>",
    ],
    [
      "pages in a drawing",
      "<div><svg><foreignObject><p>x</p></foreignObject><title><b>t</b></title></svg></div>",
      "<div><svg><title></title></svg></div>",
    ],
    [
      "references out of a drawing",
      "<div><svg><use href='a.svg#b'/><path fill='url(a.svg#b)'/></svg></div>",
      "<div><svg><use></use><path></path></svg></div>",
    ],
    [
      "styles that load or cover the page",
      "<p style='background: url(a); position: fixed; color: red; width: expression(x)'>b</p>",
      '<p style="color: red">b</p>',
    ],
    [
      "styles behind escapes and comments",
      "<p style='background: u\\72l(a); color/**/: red; width: 1px/*'>b</p>",
      "<p>b</p>",
    ],
    ["Reveal's own state", "<p class='present stack a visible'>b</p>", '<p class="a">b</p>'],
    [
      "Reveal's attributes that load pages",
      "<p data-preview-link=a data-background-iframe=b data-state=c>d</p>",
      "<p>d</p>",
    ],
    [
      "sections in a slide, which Reveal would take for slides",
      "<section class=a>b</section>",
      '<div class="a">b</div>',
    ],
    [
      "MathML and what it hides",
      "<p><math><mtext><img src=x onerror=y></mtext></math>b</p>",
      "<p>b</p>",
    ],
  ])("%s", (_, source, expected) => {
    expect(through(source)).toBe(expected);
    const removed = slide(source).problems.length + Number(/class|<section|id=/.test(source));
    expect(removed).toBeGreaterThan(0);
  });

  it("attributes of the section that load pages, name variables or run", () => {
    const { attributes, problems } = slide(
      '<!-- .slide: data-background-iframe="https://x" data-state="a" onclick="x" style="position:fixed;color:red" class="fragment-free past" data-background-image="http://x/a.png" -->\nx',
    );
    expect(attributes).toEqual({ style: "color: red", class: "fragment-free" });
    expect(problems.map(({ code }) => code).sort()).toEqual([
      "attribute-removed",
      "attribute-removed",
      "attribute-removed",
      "style-removed",
      "url-remote",
    ]);
  });

  it.each([
    ['<!-- .element: onclick="x" data-id="a" -->', '<p data-id="a">x </p>'],
    ["{onclick=x .a}", '<p class="a">x</p>'],
    ['<!-- .element: class="a" style="background:url(x)" -->', '<p class="a">x </p>'],
  ])("what %s would set", (directive, expected) => {
    expect(through(`x ${directive}`)).toBe(expected);
  });

  it("links that are no links", () => {
    const links = [
      "javascript:x",
      "JaVaScRiPt:x",
      "java\tscript:x",
      " javascript:x",
      "data:text/html,x",
      "vbscript:x",
      "file:///x",
      "//x.example",
      "blob:x",
      "https:x",
      "/x",
    ];
    for (const link of links) expect(dangers(through(`<a href="${link}">x</a>`))).toEqual([]);
    expect(
      dangers(through("[x](<java&#10;script:x>) [y](&#106;avascript:x) <javascript:x>")),
    ).toEqual([]);
  });
});

describe("whatever HTML a deck holds", () => {
  const tag = fc.constantFrom(
    "p",
    "div",
    "b",
    "a",
    "table",
    "tr",
    "td",
    "caption",
    "svg",
    "title",
    "desc",
    "style",
    "math",
    "mtext",
    "mglyph",
    "annotation-xml",
    "form",
    "ul",
    "li",
    "pre",
    "h1",
    "section",
    "select",
    "option",
    "template",
    "script",
    "noscript",
    "foreignObject",
    "path",
    "font",
    "button",
    "marquee",
    "nobr",
    "use",
    "image",
    "textarea",
    "xmp",
    "iframe",
    "plaintext",
    "input",
    "img",
    "br",
    "body",
    "html",
    "head",
    "animate",
    "set",
  );
  const attribute = fc.constantFrom(
    "",
    " class=fragment",
    " id=x",
    " href='#/k'",
    " href=javascript:x",
    " xlink:href=//x",
    " style='color:red'",
    " style='background:url(x)'",
    " onclick=x",
    " onload=x",
    " src=x",
    " src=//x",
    " title='</p><img src=x onerror=x>'",
    " data-id='<!--'",
    " srcset='a 2x,//b 3x'",
    " fill='url(//x)'",
  );
  const piece = fc.oneof(
    fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      "text",
      "\n",
      " ",
      "&lt;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&amp;",
      "<",
      "**b**",
      "`c`",
      '"',
      "'",
      "&#60;script&#62;",
    ),
  );
  const hostile = fc.array(piece, { maxLength: 25 }).map((parts) => `<div>${parts.join("")}</div>`);

  it("nothing dangerous is left", () => {
    fc.assert(
      fc.property(hostile, (html) => {
        expect(dangers(through(html))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("what is left of it is closed where a browser would close it", () => {
    expect(through("<div><p>a<button><p>b</p></button></p></div>")).toBe(
      "<div><p>a</p><p>b</p><p></p></div>",
    );
  });

  /** The words before typography, which joins a quote to a word that an unwrapped element stood between. */
  const untypeset = (html: string) =>
    html.replace(/«\u202f?|\u202f?»|[“”]/g, '"').replace(/[’‘]/g, "'");

  it("what passes the wall passes it again unchanged: a browser sees the tree that the wall has seen", () => {
    fc.assert(
      fc.property(hostile, (html) => {
        const once = through(html);
        fc.pre(once.startsWith("<div>") && !/\n\s*\n/.test(once));
        expect(untypeset(through(once))).toBe(untypeset(once));
      }),
      { numRuns: 500 },
    );
  });
});
