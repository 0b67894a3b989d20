import type { Picture, Playback, ToScreen } from "./picture.ts";

/** Where the films of the slide on stage are, so that another frame can go on with them. */
export interface PlaybackKeeper {
  note(report: Extract<ToScreen, { type: "media" }>): void;
  /** Where they are now, if they are those of this picture. */
  at(picture: Picture): Playback | null;
}

/** A frame reports four times a second while it plays; one that was silent for longer did not play. In milliseconds. */
const REPORTED_MS = 500;

export function keepPlayback(): PlaybackKeeper {
  let last: { place: string; playback: Playback; since: number } | null = null;
  return {
    note({ place, media, behind }) {
      last = { place, playback: { media, behind }, since: performance.now() };
    },
    at(picture) {
      if (!last || last.place !== picture.slides[picture.current]?.place) return null;
      const { playback, since } = last;
      const more = Math.min(performance.now() - since, REPORTED_MS) / 1000;
      return {
        media: playback.media.map((each) =>
          each.playing ? { ...each, time: each.time + more } : each,
        ),
        behind: playback.behind === null ? null : playback.behind + more,
      };
    },
  };
}
