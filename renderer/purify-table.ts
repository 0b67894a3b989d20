import type { RuleName } from "./purify-rules.ts";

/**
 * Wall 2 as a table: the elements that may stand on a stage, and how the value of each of their attributes is held.
 * Nothing is shared with the compiler's table, so that one mistake can't open both walls. What is not here is not on
 * stage, with all it holds.
 */
export type Row = Readonly<Record<string, RuleName>>;

/** On every element. */
export const everywhere: Row = {
  "aria-describedby": "ids",
  "aria-hidden": "word",
  "aria-label": "text",
  "aria-labelledby": "ids",
  class: "classes",
  "data-auto-animate-delay": "length",
  "data-auto-animate-duration": "length",
  "data-auto-animate-easing": "css",
  "data-fragment-index": "whole",
  "data-id": "text",
  dir: "word",
  id: "id",
  lang: "word",
  role: "word",
  style: "style",
  title: "text",
};

/** On a slide itself. */
export const section: Row = {
  class: "classes",
  "data-auto-animate": "flag",
  "data-auto-animate-delay": "length",
  "data-auto-animate-duration": "length",
  "data-auto-animate-easing": "css",
  "data-auto-animate-id": "text",
  "data-auto-animate-restart": "flag",
  "data-auto-animate-unmatched": "word",
  "data-background-color": "css",
  "data-background-gradient": "css",
  "data-background-image": "pictures",
  "data-background-opacity": "length",
  "data-background-position": "css",
  "data-background-repeat": "words",
  "data-background-size": "css",
  "data-background-transition": "words",
  "data-background-video": "files",
  "data-background-video-loop": "flag",
  "data-background-video-muted": "flag",
  "data-fit": "word",
  "data-scheme": "word",
  "data-transition": "words",
  "data-transition-speed": "word",
  dir: "word",
  lang: "word",
  style: "style",
};

const player: Row = {
  controls: "flag",
  "data-autoplay": "flag",
  "data-ignore": "flag",
  "data-src": "file",
  height: "length",
  loop: "flag",
  muted: "flag",
  playsinline: "flag",
  poster: "picture",
  preload: "word",
  src: "file",
  width: "length",
};
const cell: Row = { align: "word", colspan: "whole", rowspan: "whole", scope: "word" };

/** HTML elements, and what each may have besides. */
export const html: Readonly<Record<string, Row>> = {
  ...plain(
    `abbr address article aside b bdi bdo blockquote br caption cite dd del dfn dl dt em figcaption figure footer
    h1 h2 h3 h4 h5 h6 header hr i ins kbd mark picture pre q rp rt ruby s samp small span strong sub summary sup table
    tbody tfoot thead tr u ul var wbr`,
  ),
  a: { href: "place" },
  audio: player,
  code: { "data-line-numbers": "lines", "data-ln-start-from": "whole" },
  col: { span: "whole" },
  colgroup: { span: "whole" },
  details: { open: "flag" },
  div: { align: "word" },
  img: {
    alt: "text",
    "data-src": "picture",
    height: "length",
    src: "picture",
    srcset: "sizes",
    width: "length",
  },
  li: { value: "whole" },
  ol: { reversed: "flag", start: "whole", type: "word" },
  p: { align: "word" },
  source: { "data-src": "file", media: "css", src: "file", srcset: "sizes", type: "text" },
  td: cell,
  th: cell,
  time: { datetime: "date" },
  track: { default: "flag", kind: "word", label: "text", src: "file", srclang: "word" },
  video: player,
};

/** On everything that draws. */
export const drawn: Row = {
  ...paints(`clip-path clip-rule color color-interpolation-filters cx cy dominant-baseline dx dy fill fill-opacity fill-rule filter flood-color flood-opacity
  font-family font-size font-style font-weight height letter-spacing marker-end marker-mid marker-start mask opacity
  paint-order preserveAspectRatio r rx ry shape-rendering stop-color stop-opacity stroke stroke-dasharray
  stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
  text-rendering transform transform-origin vector-effect viewBox visibility width word-spacing x x1 x2 y y1 y2`),
  tabindex: "unreachable",
};
const gradient: Row = {
  ...drawn,
  ...paints("fr fx fy gradientTransform gradientUnits spreadMethod"),
  href: "place",
  "xlink:href": "place",
};
const primitive: Row = {
  ...drawn,
  ...paints("in in2 k1 k2 k3 k4 mode operator result stdDeviation type values"),
};
const text: Row = { ...drawn, ...paints("lengthAdjust rotate textLength") };
const reference: Row = { ...drawn, href: "place", "xlink:href": "place" };

/** SVG elements: they draw, and refer to nothing but each other. No script, style, animation, picture nor HTML. */
export const svg: Readonly<Record<string, Row>> = {
  circle: drawn,
  clipPath: { ...drawn, clipPathUnits: "word" },
  defs: drawn,
  desc: {},
  ellipse: drawn,
  feBlend: primitive,
  feColorMatrix: primitive,
  feComposite: primitive,
  feDropShadow: primitive,
  feFlood: primitive,
  feGaussianBlur: primitive,
  feMerge: primitive,
  feMergeNode: primitive,
  feOffset: primitive,
  filter: { ...drawn, filterUnits: "word" },
  g: drawn,
  line: drawn,
  linearGradient: gradient,
  marker: { ...drawn, ...paints("markerHeight markerUnits markerWidth orient refX refY") },
  mask: { ...drawn, maskContentUnits: "word", maskUnits: "word" },
  path: { ...drawn, ...paints("d pathLength") },
  pattern: { ...drawn, ...paints("patternContentUnits patternTransform patternUnits") },
  polygon: { ...drawn, points: "paint" },
  polyline: { ...drawn, points: "paint" },
  radialGradient: gradient,
  rect: drawn,
  stop: { ...drawn, offset: "paint" },
  svg: drawn,
  symbol: drawn,
  text,
  textPath: { ...text, startOffset: "paint", href: "place", "xlink:href": "place" },
  title: {},
  tspan: text,
  use: reference,
};

function plain(names: string): Record<string, Row> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, {}]));
}

function paints(names: string): Record<string, RuleName> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, "paint" as const]));
}
