import { basename } from "node:path";
import { contrastProblems, darkProblems } from "../core/contrast.ts";
import type { Slide } from "../core/deck.ts";
import { lookProblem, SHEETS, type Look, type Sheet } from "../core/look.ts";
import { assetOf } from "./assets.ts";
import type { CheckedDeck } from "./check-deck.ts";
import { openExaminer, type Examiner } from "./examine.ts";
import type { HiddenOptions } from "./hidden.ts";
import type { DeckProblem } from "./library.ts";

export interface LookOptions extends Omit<HiddenOptions, "browser"> {
  /** The browser that draws the slides; null when there is none. */
  browser: string | null;
}

export interface Looks {
  problems: DeckProblem[];
  /** Why the slides were not looked at, or not all; null when they were. */
  unseen: string | null;
}

/** Why nothing was looked at on a computer without a browser. */
export const NO_BROWSER = "no browser";

/** Looks at every slide as drawn, at its last step, lying and standing at once. */
export async function checkLooks(decks: CheckedDeck[], options: LookOptions): Promise<Looks> {
  const problems: DeckProblem[] = [];
  if (!options.browser) return { problems, unseen: NO_BROWSER };
  let examiner: Examiner | null = null;
  try {
    const opened = await openExaminer({ ...options, browser: options.browser });
    examiner = opened;
    for (const deck of decks) {
      const sheets = SHEETS.map((sheet) => lookThrough(deck, opened, sheet));
      problems.push(...once((await Promise.all(sheets)).flat()));
    }
    return { problems, unseen: null };
  } catch (error) {
    return { problems, unseen: error instanceof Error ? error.message : String(error) };
  } finally {
    await examiner?.close();
  }
}

async function lookThrough(
  { file: deck, lang, slides }: CheckedDeck,
  examiner: Examiner,
  sheet: Sheet,
): Promise<DeckProblem[]> {
  const problems: DeckProblem[] = [];
  for (const [index, { slide, file, source }] of slides.entries()) {
    const { looks, faint } = await examiner.look(slide, lang, sheet, "light");
    const pale = contrastProblems(faint, slide, source);
    problems.push(...pale.map((each) => ({ file, ...each })));
    // Its colours are the same on both sheets: half of the slides on each.
    if (sheet === SHEETS[index % SHEETS.length] && mayDim(slide)) {
      const dark = await examiner.look(slide, lang, sheet, "dark");
      const known = new Set(faint.map(({ text }) => text));
      const dim = dark.faint.filter(({ text }) => !known.has(text));
      problems.push(...darkProblems(dim, slide, source).map((each) => ({ file, ...each })));
    }
    for (const look of firstOverflow(looks)) {
      // What a picture is like does not depend on the sheet.
      const picture = look.kind === "undecoded" || look.kind === "vast";
      const told = picture && sheet !== SHEETS[0];
      if (told || (look.kind === "undecoded" && (await isMissing(look, slide, deck)))) continue;
      problems.push({ file, ...lookProblem(look, sheet, source, slide.line) });
    }
  }
  return problems;
}

/**
 * Whether a slide that was looked at on light ground may be shown on dark, with colours that are not the application's own:
 * those stand out on both.
 */
function mayDim({ attributes, html, theme }: Slide): boolean {
  if (attributes["data-scheme"]) return false;
  const grounded = Object.keys(attributes).some((name) => name.startsWith("data-background"));
  return theme !== null || grounded || /<(?:svg|img|video)\b|\sstyle="/.test(html);
}

/** Words that stand out badly do so on both sheets: told once. */
function once(problems: DeckProblem[]): DeckProblem[] {
  const told = new Set<string>();
  return problems.filter(({ file, code, line, column }) => {
    const place = `${code} ${file}:${line}:${column}`;
    const known = told.has(place);
    told.add(place);
    return !known || !code.endsWith("-contrast");
  });
}

/** What runs over goes on running over: the first that does says where to cut, and how far the last one reaches. */
function firstOverflow(looks: Look[]): Look[] {
  const over = looks.filter(({ kind }) => kind === "overflow");
  const first = over[0];
  if (!first) return looks;
  const pixels = Math.max(...over.map((look) => look.pixels));
  return [{ ...first, pixels }, ...looks.filter(({ kind }) => kind !== "overflow")];
}

/** A file that is not there is a problem of its own: the empty place it leaves is not another. */
async function isMissing(look: Look, slide: Slide, file: string): Promise<boolean> {
  const asset = slide.assets.find((each) => basename(each) === look.text);
  return asset !== undefined && (await assetOf(file, asset)) === null;
}
