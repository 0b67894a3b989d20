import type { Look, TestSlide } from "./stage-probe.ts";
import type { Move } from "./stage-pair.ts";

/** Our own set: one deck for each thing Reveal can do, with the moves that show it. */
export interface StageCase {
  name: string;
  deck: TestSlide[];
  moves: Move[];
  look?: Partial<Look>;
}

const there: Move[] = ["next", "next", "next", "next", "next", "next", "next"];
const back: Move[] = ["previous", "previous", "previous", "previous", "previous", "previous"];
const leaps: Move[] = [{ jump: 2 }, { jump: 4 }, { jump: 3 }, { jump: 99 }, { jump: 0 }];

function slide(html: string, attributes: Record<string, string> = {}): TestSlide {
  return { attributes, html };
}

const styles = ["none", "fade", "slide", "convex", "concave", "zoom"];
const effects = [
  "",
  "fade-out",
  "fade-up",
  "fade-down",
  "fade-left",
  "fade-right",
  "fade-in-then-out",
  "current-visible",
  "fade-in-then-semi-out",
  "semi-fade-out",
  "grow",
  "shrink",
  "zoom-in",
  "strike",
  "highlight-red",
  "highlight-green",
  "highlight-blue",
  "highlight-current-red",
  "highlight-current-green",
  "highlight-current-blue",
  "custom blur",
];

const transitions: StageCase[] = styles.map((transition) => ({
  name: `transition ${transition} for the whole deck`,
  look: { transition },
  deck: ["", "fast", "", "slow", ""].map((speed, n) =>
    slide(`<h1>${transition} ${n}</h1>`, speed ? { "data-transition-speed": speed } : {}),
  ),
  moves: [...there, ...back],
}));

const perSlide: StageCase = {
  name: "transitions of single slides, in and out",
  look: { transition: "slide" },
  deck: [
    ...styles.map((style) => slide(`<h1>${style}</h1>`, { "data-transition": style })),
    slide("<h1>in zoom, out fade</h1>", { "data-transition": "zoom-in fade-out" }),
    slide("<h1>in convex, out none</h1>", { "data-transition": "convex-in none-out" }),
    slide("<h1>slow concave</h1>", {
      "data-transition": "concave",
      "data-transition-speed": "slow",
    }),
  ],
  moves: [...there, "next", "previous", "previous", ...back, ...leaps],
};

const fragments: StageCase = {
  name: "every fragment effect, there and back",
  deck: [
    slide("<h2>Before</h2>"),
    slide(effects.map((name) => `<p class="fragment ${name}">${name || "plain"}</p>`).join("")),
    slide("<h2>After</h2>"),
  ],
  moves: [
    ...Array.from({ length: effects.length + 2 }, (): Move => "next"),
    ...Array.from({ length: effects.length + 2 }, (): Move => "previous"),
    { jump: 1, step: 5 },
    { jump: 1, step: 0 },
    { jump: 2 },
    { jump: 1, step: 3 },
  ],
};

const groups: StageCase = {
  name: "fragments in groups, out of order and nested",
  deck: [
    slide(`<p class="fragment" data-fragment-index="7">seven</p><p class="fragment" data-fragment-index="2">two</p>
      <p class="fragment" data-fragment-index="2">two again</p><p class="fragment">free</p>`),
    slide(
      `<span class="fragment fade-in"><span class="fragment highlight-red"><span class="fragment fade-out">In, red, out</span></span></span>`,
    ),
    slide(`<ul><li class="fragment">a</li><li class="fragment">b</li></ul>`),
  ],
  moves: [
    ...there,
    "next",
    "next",
    "next",
    ...back,
    ...back,
    { jump: 0, step: 2 },
    { jump: 2, step: 1 },
  ],
};

const backgrounds: StageCase = {
  name: "backgrounds: colour, gradient, picture, opacity, contrast",
  deck: [
    slide("<h1>none</h1>"),
    slide("<h1>teal</h1>", { "data-background-color": "teal" }),
    slide("<h1>teal</h1>", { "data-background-color": "teal" }),
    slide("<h1>gradient</h1>", {
      "data-background-gradient": "linear-gradient(to right, #fc0, #f09)",
    }),
    slide("<h1>picture</h1>", { "data-background-image": "media/card.png" }),
    slide("<h1>tiled</h1>", {
      "data-background-image": "media/tile.png",
      "data-background-size": "120px",
      "data-background-repeat": "repeat",
      "data-background-position": "top left",
      "data-background-opacity": "0.4",
    }),
    slide("<h1>short form</h1>", { "data-background": "#123456" }),
    slide("<h1>short picture</h1>", { "data-background": "media/card.png" }),
  ],
  moves: [...there, ...back, ...leaps],
};

const backgroundMoves: StageCase = {
  name: "backgrounds that move",
  deck: [...styles, ...styles].map((style, n) =>
    slide(`<h1>${style}</h1>`, {
      "data-background-color": n % 2 ? "#264653" : "#e9c46a",
      "data-background-transition": style,
    }),
  ),
  moves: [...there, ...there, ...back, { jump: 9 }, { jump: 8 }],
};

const autoAnimate: StageCase = {
  name: "automatic animation, both ways, groups and restarts",
  deck: [
    slide("<h1>Cell</h1>", { "data-auto-animate": "" }),
    slide('<h1 style="margin-top: 100px; color: red">Cell</h1><p>unmatched</p>', {
      "data-auto-animate": "",
    }),
    slide('<div data-id="box" style="width: 80px; height: 80px; background: teal"></div>', {
      "data-auto-animate": "",
    }),
    slide(
      '<div data-id="box" data-auto-animate-delay="0.2" style="width: 300px; height: 60px; background: salmon; border-radius: 20px"></div><p class="fragment">step</p>',
      {
        "data-auto-animate": "",
        "data-auto-animate-easing": "cubic-bezier(0.77, 0, 0.175, 1)",
        "data-auto-animate-duration": "2",
      },
    ),
    slide("<h1>Cell</h1>", { "data-auto-animate": "", "data-auto-animate-restart": "" }),
    slide("<h1>Cell</h1><ul><li>One</li></ul>", {
      "data-auto-animate": "",
      "data-auto-animate-id": "b",
    }),
    slide("<h1>Cell</h1><ul><li>Zero</li><li>One</li></ul>", {
      "data-auto-animate": "",
      "data-auto-animate-id": "b",
      "data-auto-animate-unmatched": "false",
    }),
    slide("<h1>Cell</h1>", { "data-auto-animate": "" }),
  ],
  moves: [
    ...there,
    "next",
    ...back,
    "previous",
    "previous",
    { jump: 7 },
    { jump: 0 },
    { jump: 2 },
    { jump: 1 },
  ],
};

const layout: StageCase = {
  name: "fitted and stretched content, stacks of elements, heights",
  deck: [
    slide('<h2 class="r-fit-text">Fit</h2>'),
    slide(
      '<h2 class="r-fit-text">A rather longer heading that fits</h2><h2 class="r-fit-text">Two</h2>',
    ),
    slide('<h2>Above</h2><img class="r-stretch" src="media/card.png" alt="A card."><p>Below</p>'),
    slide(
      '<h2>Lazy</h2><img class="r-stretch" data-src="media/tile.png" alt="A tile"><p>Below</p>',
    ),
    slide('<div class="r-stretch" style="background: teal">stretched</div><p>foot</p>'),
    slide(`<div class="r-stack"><p class="fragment fade-out" data-fragment-index="0">A</p>
      <p class="fragment current-visible" data-fragment-index="0">B</p><p class="fragment">C</p></div>`),
    slide(
      '<div class="r-hstack"><p>left</p><p>right</p></div><div class="r-vstack items-start"><p>up</p><p>down</p></div>',
    ),
    slide(Array.from({ length: 30 }, (_, n) => `<p>Line ${n}</p>`).join("")),
    slide("<p>named</p>", { class: "special center", id: "here", "data-state": "mood dim" }),
  ],
  moves: [...there, ...there, ...back, ...back, ...leaps],
};

const visibility: StageCase = {
  name: "uncounted slides, states of the body",
  deck: [
    slide("<h1>0</h1>", { "data-state": "a" }),
    slide("<h1>1</h1>", { "data-visibility": "uncounted", "data-state": "a b" }),
    slide("<h1>2</h1>", { "data-auto-animate": "", "data-visibility": "uncounted" }),
    slide("<h1>2</h1><p>more</p>", { "data-auto-animate": "" }),
    slide("<h1>4</h1>", { "data-state": "c" }),
  ],
  moves: [...there, ...back, ...leaps],
};

const code: StageCase = {
  name: "code in steps",
  deck: [slide("<h1>Before</h1>"), slide(codeBlock("2|3,4|10")), slide(codeBlock("5-6|12|3"))],
  moves: [...there, ...back],
};

function codeBlock(steps: string): string {
  const lines = Array.from({ length: 12 }, (_, row) => `let a${row} = ${row};`);
  return `<pre><code class="language-js" data-line-numbers="${steps}">${lines.join("\n")}</code></pre>`;
}

const still: StageCase = {
  name: "reduced motion",
  look: { transition: "slide", reducedMotion: true },
  deck: [
    slide('<h1>a</h1><p class="fragment fade-up">up</p>', { "data-auto-animate": "" }),
    slide("<h1>a</h1>", { "data-auto-animate": "", "data-background-color": "teal" }),
    slide("<h1>b</h1>"),
  ],
  moves: ["next", "next", "next", "previous", "previous", "previous"],
};

export const cases: StageCase[] = [
  ...transitions,
  perSlide,
  fragments,
  groups,
  backgrounds,
  backgroundMoves,
  autoAnimate,
  layout,
  visibility,
  code,
  still,
];
