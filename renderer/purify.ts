import DOMPurify, { type Config } from "dompurify";

/**
 * Wall 2: every HTML string that reaches the stage's document goes through here, whatever the compiler did. Its lists
 * are its own; nothing is shared with wall 1, so that one mistake can't open both.
 */

/** Reveal's attributes that carry no address and no script. */
const REVEAL = [
  "data-fragment-index",
  "data-autoslide",
  "data-autoplay",
  "data-auto-animate",
  "data-auto-animate-id",
  "data-auto-animate-restart",
  "data-auto-animate-unmatched",
  "data-auto-animate-duration",
  "data-auto-animate-easing",
  "data-auto-animate-delay",
  "data-background-color",
  "data-background-gradient",
  "data-background-image",
  "data-background-video",
  "data-background-video-loop",
  "data-background-video-muted",
  "data-background-size",
  "data-background-position",
  "data-background-repeat",
  "data-background-opacity",
  "data-background-transition",
  "data-id",
  "data-line-numbers",
  "data-ln-start-from",
  "data-lang",
  "data-muted",
  "data-loop",
  "data-src",
  "data-state",
  "data-transition",
  "data-transition-speed",
  "data-visibility",
];
/** What could send, embed, steer or restyle the page. */
const FORBIDDEN = [
  "base",
  "button",
  "dialog",
  "embed",
  "form",
  "frame",
  "iframe",
  "input",
  "link",
  "meta",
  "object",
  "option",
  "select",
  "style",
  "template",
  "textarea",
];
/** Addresses: the deck's own folder, a place in the page, or a small picture in the text itself. */
const ADDRESS = /^(?:\/d\/[\w-]{22}\/|#|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/i;
/** Attributes whose value is fetched. */
const FETCHED = new Set([
  "src",
  "data-src",
  "poster",
  "data-background-image",
  "data-background-video",
]);
/** In a style, what fetches, runs or leaves the slide. */
const STYLE = /url\s*\(|image-set|expression|javascript:|@import|\\|position\s*:\s*fixed/i;

/**
 * DOMPurify parses in an inert document, which Trusted Types guards too: this policy is its own and never leaves here.
 */
const inert = window.trustedTypes?.createPolicy("stage", {
  createHTML: (html) => html,
  createScript: refuse,
  createScriptURL: refuse,
});

const config: Config = {
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: REVEAL,
  FORBID_TAGS: FORBIDDEN,
  FORBID_ATTR: ["srcset", "ping", "formaction", "background", "target", "name"],
  ALLOWED_URI_REGEXP:
    /^(?:https?:|mailto:|\/d\/[\w-]{22}\/|#|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/i,
  SANITIZE_NAMED_PROPS: false,
  ...(inert && { TRUSTED_TYPES_POLICY: inert }),
};

DOMPurify.addHook("uponSanitizeAttribute", (_node, data) => {
  const { attrName, attrValue } = data;
  if (FETCHED.has(attrName) && !ADDRESS.test(attrValue)) data.keepAttr = false;
  if (
    (attrName === "href" || attrName === "xlink:href") &&
    isGraphic(_node) &&
    !attrValue.startsWith("#")
  ) {
    data.keepAttr = false;
  }
  if (attrName === "style" && STYLE.test(attrValue)) data.keepAttr = false;
});

/** A slide's HTML as nodes that are safe to insert. */
export function purify(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, { ...config, RETURN_DOM_FRAGMENT: true });
}

/** The attributes of a section, held to the same rules: they are put on an element and read back. */
export function purifyAttributes(attributes: Record<string, string>): Record<string, string> {
  const section = document.createElement("section");
  for (const [name, value] of Object.entries(attributes)) {
    if (/^[a-z][a-z0-9-]*$/.test(name) && !name.startsWith("on")) section.setAttribute(name, value);
  }
  const clean = purify(section.outerHTML).firstElementChild;
  return Object.fromEntries([...(clean?.attributes ?? [])].map(({ name, value }) => [name, value]));
}

/**
 * What Reveal itself writes as a string (its own few elements) passes the same rules. Without a default policy the
 * browser would refuse it.
 */
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => String(DOMPurify.sanitize(html, config)),
  createScript: refuse,
  createScriptURL: refuse,
});

function refuse(): never {
  throw new TypeError("The stage runs no script but its own.");
}

function isGraphic(node: Node): boolean {
  return node instanceof Element && node.namespaceURI === "http://www.w3.org/2000/svg";
}
