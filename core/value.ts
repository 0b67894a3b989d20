import { readAddress, readLink } from "./address.ts";
import type { Kind } from "./allow.ts";
import type { Mode } from "./deck.ts";
import type { Values } from "./problem.ts";
import type { Code } from "./sentences.ts";
import { isPlainValue, readStyle, sections } from "./style.ts";

/** The slides of the deck, as links name them. */
export interface Slides {
  /** The key of the slide that a link names; null when there is none. */
  named(name: string): string | null;
  /** The only mode that plays the slide of this key, when the one that links to it is played in the other too. */
  missed(key: string): Mode | null;
  /** The key most like a name that no slide has. */
  nearest(name: string): string;
}

/** What the checks of one slide need to know, and what they gather. */
export interface Checking {
  /** Prefix of file addresses. */
  base: string;
  /** Folder of the file it is written in, in the deck's folder; empty for the deck's own. */
  folder: string;
  /** Put before every id, so that it belongs to this slide alone. */
  scope: string;
  /** What a link may lead to. */
  slides: Slides;
  /** Files of the deck's folder that the slide needs. */
  assets: Set<string>;
  complain<C extends Code>(code: C, ...values: Values<C>): void;
}

/** A value as it may pass; null when it may not. The check says why, unless the value is merely of the wrong form. */
export function checked(
  kind: Kind | readonly string[],
  value: string,
  tag: string,
  checking: Checking,
): string | null {
  if (typeof kind !== "string") return oneOf(kind, value);
  return CHECKS[kind](value, checking, tag);
}

type Check = (value: string, checking: Checking, tag: string) => string | null;

const CHECKS: Record<Kind, Check> = {
  text: (value) => value,
  flag: () => "",
  whole: (value) => (/^\s*\d{1,4}\s*$/.test(value) ? String(Number(value)) : null),
  length: (value) => (/^\s*\d*\.?\d+(?:%|[a-z]{1,4})?\s*$/i.test(value) ? value.trim() : null),
  classes: (value) => classes(value),
  id: (value, { scope }) => scoped(value, scope),
  ids: (value, { scope }) =>
    value
      .split(/\s+/)
      .map((id) => scoped(id, scope))
      .filter((id) => id !== null)
      .join(" "),
  style: (value, checking, tag) => style(value, checking, tag),
  css: (value) => (isPlainValue(value) ? value.trim() : null),
  paint: (value, { scope }) => paint(value, scope),
  picture: (value, checking) => file(value, checking, true),
  media: (value, checking) => file(value, checking, false),
  pictures: (value, checking) => files(value, checking, true),
  medias: (value, checking) => files(value, checking, false),
  link: (value, checking) => link(value, checking),
  local: (value, { scope }) => {
    const id = value.trim().startsWith("#") ? scoped(value.trim().slice(1), scope) : null;
    return id && `#${id}`;
  },
  language: (value) => (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(value) ? value : null),
};

function oneOf(choices: readonly string[], value: string): string | null {
  const lower = value.trim().toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === lower) ?? null;
}

/** Classes in which Reveal keeps where it is, and those of the boxes around the slides. */
const STATE = new Set(
  `backgrounds current-fragment enabled future has-horizontal-slides has-vertical-slides notes overview past present
  reveal reveal-viewport slide-background slide-background-content slides stack visible`.split(
    /\s+/,
  ),
);

function classes(value: string): string | null {
  const names = new Set(value.split(/\s+/).filter((name) => name !== "" && !STATE.has(name)));
  return names.size > 0 ? [...names].join(" ") : null;
}

function scoped(id: string, scope: string): string | null {
  if (id === "" || /[\s"'()<>\\]/.test(id)) return null;
  return id.startsWith(scope) ? id : scope + id;
}

function style(value: string, { complain }: Checking, tag: string): string | null {
  const { style: passed, refused } = readStyle(value, tag === "section" ? sections : null);
  for (const declaration of refused) complain("style-removed", { declaration });
  return passed === "" ? null : passed;
}

const LOCAL = /url\(\s*(["']?)#([^"'()\s\\]+)\1\s*\)/gi;

function paint(value: string, scope: string): string | null {
  if (!isPlainValue(value.replace(LOCAL, ""))) return null;
  return value.replace(LOCAL, (_, _quote, id: string) => `url(#${scoped(id, scope) ?? ""})`).trim();
}

function file(written: string, checking: Checking, data: boolean): string | null {
  const address = readAddress(written, checking.base, checking.folder, data);
  switch (address.kind) {
    case "data":
      return address.url;
    case "file":
      if (address.backslash) checking.complain("url-backslash", { url: written });
      checking.assets.add(address.path);
      return address.url;
    default:
      checking.complain(`url-${address.kind}`, { url: written });
      return null;
  }
}

/** A list as `srcset` and Reveal's backgrounds write it: each address may be followed by a size. */
function files(value: string, checking: Checking, data: boolean): string | null {
  if (/^\s*data:/i.test(value)) return file(value, checking, data);
  const passed: string[] = [];
  for (const entry of value.split(",")) {
    const [address, size] = sized(entry.trim());
    const url = address === "" ? null : file(address, checking, data);
    if (url !== null) passed.push(url + size);
  }
  return passed.length > 0 ? passed.join(", ") : null;
}

/** An address and the size after it, if it has one: `photo.png` and ` 2x`. */
function sized(entry: string): [address: string, size: string] {
  const space = entry.lastIndexOf(" ");
  const size = entry.slice(space);
  return space > 0 && /^ [\d.]+[wx]$/.test(size)
    ? [entry.slice(0, space).trim(), size]
    : [entry, ""];
}

/** Reveal lets a link end in the step to open a slide at, `key/2` or `2/1/3`: ours open it at its beginning. */
function withoutStep(name: string): string {
  const slide = /^(.+)\/\d+$/s.exec(name)?.[1];
  // A number alone is half of Reveal's two, not a slide before its step.
  return slide === undefined || /^\d+$/.test(slide) ? name : slide;
}

function link(written: string, { slides, complain }: Checking): string | null {
  const target = readLink(written);
  if (target === null) {
    complain("link-refused", { url: written });
    return null;
  }
  if ("url" in target) return target.url;
  const key = slides.named(target.slide) ?? slides.named(withoutStep(target.slide));
  if (key !== null) {
    const mode = slides.missed(key);
    if (mode) complain("link-mode", { key, mode });
    return `#/${key}`;
  }
  complain("link-target", { key: target.slide, nearest: slides.nearest(target.slide) });
  return null;
}
