/**
 * Wall 1 as a table: all that may pass from a deck into a page. What is not here does not pass. Each attribute names the
 * kind of check its value must satisfy (`core/value.ts`); a list is the values allowed.
 *
 * Left out on purpose: everything that runs (`on…`, script, SMIL), loads by itself (iframe, object, link, remote
 * addresses), submits (form controls), styles the page (style) or names global variables (`name`).
 */

/** How a value is checked before it passes. */
export type Kind =
  /** Any text. */
  | "text"
  /** Present or not; the value is dropped. */
  | "flag"
  /** A whole number from 0 to 9999. */
  | "whole"
  /** A number, with an optional unit or percent sign. */
  | "length"
  /** Names separated by spaces; those that Reveal keeps its own state in are removed. */
  | "classes"
  /** An id, made unique to the slide: it can name no global variable and meet no id of another slide. */
  | "id"
  /** Ids of this slide. */
  | "ids"
  /** CSS declarations, each with an allowed property and value (`core/style.ts`). */
  | "style"
  /** A CSS value without address. */
  | "css"
  /** A value of an SVG property; an address in it can only be `url(#id)`. */
  | "paint"
  /** The address of a file in the deck's folder, or a picture written out as `data:`. */
  | "picture"
  /** The address of a file in the deck's folder. */
  | "media"
  /** Several of them, separated by commas. */
  | "pictures"
  | "medias"
  /** `https://…`, which nothing ever follows, or a slide of this deck. */
  | "link"
  /** `#id` of this slide. */
  | "local"
  /** A language tag. */
  | "language";

export type Attributes = Readonly<Record<string, Kind | readonly string[]>>;

/** On any element, HTML or SVG. The `data-` ones are Reveal's. */
export const everywhere: Attributes = {
  "aria-describedby": "ids",
  "aria-hidden": ["true", "false"],
  "aria-label": "text",
  "aria-labelledby": "ids",
  class: "classes",
  "data-auto-animate-delay": "length",
  "data-auto-animate-duration": "length",
  "data-auto-animate-easing": "css",
  "data-fragment-index": "whole",
  "data-id": "text",
  id: "id",
  lang: "language",
  role: ["img", "presentation", "none", "note", "group", "list", "listitem", "figure", "math"],
  style: "style",
  title: "text",
};

const size: Attributes = { width: "length", height: "length" };

const cell: Attributes = {
  align: ["left", "center", "right"],
  colspan: "whole",
  rowspan: "whole",
  scope: ["col", "row", "colgroup", "rowgroup"],
};

const player: Attributes = {
  controls: "flag",
  "data-autoplay": "flag",
  "data-ignore": "flag",
  "data-src": "media",
  loop: "flag",
  muted: "flag",
  preload: ["none", "metadata", "auto"],
  src: "media",
};

/** HTML elements and the attributes each may have besides those allowed everywhere. */
export const html: Readonly<Record<string, Attributes>> = {
  a: { href: "link" },
  abbr: {},
  address: {},
  article: {},
  aside: {},
  audio: player,
  b: {},
  bdi: { dir: ["ltr", "rtl", "auto"] },
  bdo: { dir: ["ltr", "rtl"] },
  blockquote: {},
  br: {},
  caption: {},
  cite: {},
  code: { "data-line-numbers": "text", "data-ln-start-from": "whole" },
  col: { span: "whole" },
  colgroup: { span: "whole" },
  dd: {},
  del: {},
  details: { open: "flag" },
  dfn: {},
  div: { align: ["left", "center", "right"], dir: ["ltr", "rtl", "auto"] },
  dl: {},
  dt: {},
  em: {},
  figcaption: {},
  figure: {},
  footer: {},
  h1: {},
  h2: {},
  h3: {},
  h4: {},
  h5: {},
  h6: {},
  header: {},
  hr: {},
  i: {},
  img: { ...size, alt: "text", "data-src": "picture", src: "picture", srcset: "pictures" },
  ins: {},
  kbd: {},
  li: { value: "whole" },
  mark: {},
  ol: { reversed: "flag", start: "whole", type: ["1", "a", "A", "i", "I"] },
  p: { align: ["left", "center", "right"], dir: ["ltr", "rtl", "auto"] },
  picture: {},
  pre: {},
  q: {},
  rp: {},
  rt: {},
  ruby: {},
  s: {},
  samp: {},
  small: {},
  source: { "data-src": "media", src: "media", srcset: "pictures", media: "css", type: "text" },
  span: { dir: ["ltr", "rtl", "auto"] },
  strong: {},
  sub: {},
  summary: {},
  sup: {},
  table: {},
  tbody: {},
  td: cell,
  tfoot: {},
  th: cell,
  thead: {},
  time: { datetime: "text" },
  tr: {},
  track: {
    default: "flag",
    kind: ["captions", "subtitles"],
    label: "text",
    src: "media",
    srclang: "language",
  },
  u: {},
  ul: {},
  var: {},
  video: { ...player, ...size, playsinline: "flag", poster: "picture" },
  wbr: {},
};

/** Elements that would confuse Reveal or that HTML has given up, and the one each is written as. */
export const writtenAs: Readonly<Record<string, string>> = {
  hgroup: "div",
  main: "div",
  nav: "div",
  section: "div",
  strike: "s",
  tt: "code",
};

/** Attributes and the one each is written as: Reveal starts a film when its slide shows, a browser at once. */
export const renamed: Readonly<Record<string, string>> = { autoplay: "data-autoplay" };

/** Elements that vanish with their content: what is in them is code, or was never meant to be read as text. */
export const vanishing: ReadonlySet<string> = new Set([
  "applet",
  "base",
  "canvas",
  "embed",
  "frame",
  "frameset",
  "head",
  "iframe",
  "input",
  "link",
  "math",
  "meta",
  "noembed",
  "noframes",
  "noscript",
  "object",
  "param",
  "plaintext",
  "portal",
  "script",
  "select",
  "style",
  "template",
  "textarea",
  "title",
  "xmp",
]);

/** On the section itself, from `.slide:` comments. */
export const section: Attributes = {
  class: "classes",
  "data-auto-animate": "flag",
  "data-auto-animate-delay": "length",
  "data-auto-animate-duration": "length",
  "data-auto-animate-easing": "css",
  "data-auto-animate-id": "text",
  "data-auto-animate-restart": "flag",
  "data-auto-animate-unmatched": ["true", "false"],
  "data-background-color": "css",
  "data-background-gradient": "css",
  "data-background-image": "pictures",
  "data-background-opacity": "length",
  "data-background-position": "css",
  "data-background-repeat": ["no-repeat", "repeat", "repeat-x", "repeat-y", "round", "space"],
  "data-background-size": "css",
  "data-background-transition": ["none", "fade", "slide", "convex", "concave", "zoom"],
  "data-background-video": "medias",
  "data-background-video-loop": "flag",
  "data-background-video-muted": "flag",
  "data-fit": ["auto", "none"],
  "data-scheme": ["light", "dark"],
  "data-transition": "css",
  "data-transition-speed": ["default", "fast", "slow"],
  lang: "language",
  style: "style",
};
