import * as v from "valibot";
import type { Lang } from "./deck.ts";
import { isFilm, isPicture } from "./media.ts";

/** What an item of a playlist plays, whichever of these keys says so. */
const path = v.optional(v.pipe(v.string(), v.minLength(1)));
export const itemKeys = { deck: path, picture: path, video: path, folder: path };

export type ItemKeys = { [K in keyof typeof itemKeys]?: string | undefined };

/** Said to an author whose item names several things, or nothing. */
export const NAME_ONE: Record<Lang, string> = {
  fr: "dit une fois ce qu’il joue : deck, picture, video ou folder",
  en: "says once what it plays: deck, picture, video or folder",
};

/** The path of what is played, with a `/` at its end when it was said to be a folder; null unless there is exactly one. */
export function pathOf({ deck, picture, video, folder }: ItemKeys): string | null {
  const asFolder = folder?.replace(/\/*$/, "/");
  const [first, ...rest] = [deck, picture, video, asFolder].filter((each) => each !== undefined);
  return first === undefined || rest.length > 0 ? null : first;
}

/** Whether it is pictures and films by themselves, as far as its path tells. */
export function isReel(item: string): boolean {
  return item.endsWith("/") || isPicture(item) || isFilm(item);
}
