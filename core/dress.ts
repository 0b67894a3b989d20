import { pathFrom } from "./address.ts";
import type { Problem } from "./deck.ts";
import { readDefaults, type Defaults } from "./defaults.ts";
import type { FrontMatter } from "./fields.ts";
import { readFrontMatter } from "./frontmatter.ts";
import { Lines } from "./lines.ts";
import { inFile, problem } from "./problem.ts";
import { settingPlace } from "./setting-place.ts";
import { readTheme } from "./theme-read.ts";
import type { Theme } from "./theme.ts";
import { element, setAttribute } from "./tree.ts";
import { Wall } from "./wall.ts";

/** How a deck is dressed: its author's theme and logo. */
export interface Dress {
  theme: Theme | null;
  /** HTML of the logo that every slide shows; empty without one. */
  logo: string;
  /** The fonts and the logo, by their path in the deck's folder. */
  assets: string[];
  problems: Problem[];
}

interface Wearer {
  text: string;
  own: FrontMatter;
  settings: FrontMatter;
}

/** The style sheet that a deck names, by its path in the deck's folder, for whoever reads it; null without one. */
export function themePath(source: string, defaults: string | undefined): string | null {
  const own = readFrontMatter(source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")).settings;
  const folder = defaults === undefined ? {} : readDefaults(defaults).settings;
  const theme = own.theme ?? folder.theme ?? "";
  return isSheet(theme) ? pathFrom("", theme) : null;
}

/** @param sheets style sheets that were read, by their path in the deck's folder. */
export function dressOf(
  deck: Wearer,
  defaults: Defaults | null,
  sheets: ReadonlyMap<string, string>,
  base: string,
): Dress {
  const { theme: named, logo: picture } = deck.settings;
  const dress: Dress = { theme: null, logo: "", assets: [], problems: [] };
  if (named !== undefined) wear(named);
  if (picture !== undefined) show(picture);
  return dress;

  function wear(theme: string): void {
    const { place, file } = settingPlace("theme", deck, defaults);
    const complain = (found: Problem) => void dress.problems.push(...inFile(file, [found]));
    if (!isSheet(theme)) return complain(problem("theme-unknown", place, { theme }));
    const path = pathFrom("", theme);
    if (path === null) return complain(problem("url-outside", place, { url: theme }));
    const css = sheets.get(path);
    if (css === undefined) return complain(problem("theme-missing", place, { file: path }));
    const read = readTheme(css, path, base);
    dress.theme = read.theme;
    dress.assets.push(...read.assets);
    dress.problems.push(...read.problems);
  }

  function show(logo: string): void {
    const { place, file } = settingPlace("logo", deck, defaults);
    const alt = deck.settings.logoAlt ?? "";
    const image = element("img", 0);
    setAttribute(image, "class", "logo");
    setAttribute(image, "src", logo);
    setAttribute(image, "alt", alt);
    if (alt === "") setAttribute(image, "role", "presentation");
    const slides = { named: () => null, missed: () => null, nearest: () => "" };
    const wall = new Wall({ base, folder: "", scope: "logo__", slides }, new Lines("", place.line));
    wall.write([image]);
    dress.logo = wall.problems.length > 0 ? "" : wall.html;
    dress.assets.push(...wall.assets);
    dress.problems.push(...inFile(file, wall.problems));
  }
}

function isSheet(theme: string): boolean {
  return /\.css$/i.test(theme.trim());
}
