import type { Drive, MediaState } from "../core/playback.ts";

/** The videos and sounds of the slide on stage: told to the page above, and driven by it. */
export interface StageMedia {
  drive(command: Drive): void;
  /** Says again what there is: the slide has changed. */
  report(): void;
  /** From now on nothing plays here. */
  hush(): void;
}

/** What changes what a speaker sees of it. `timeupdate` comes four times a second. */
const EVENTS = "play playing pause timeupdate volumechange durationchange seeked ended".split(" ");
const MOST = 16;

export function watchMedia(root: HTMLElement, tell: (media: MediaState[]) => void): StageMedia {
  let quiet = false;
  let told = "[]";

  const media = () =>
    [
      ...root.querySelectorAll<HTMLMediaElement>(
        ".slides section.present:not(.stack) :is(video, audio)",
      ),
    ].slice(0, MOST);

  function report(): void {
    if (quiet) return;
    const states = media().map(stateOf);
    const text = JSON.stringify(states);
    if (text === told) return;
    told = text;
    tell(states);
  }

  for (const name of EVENTS) root.addEventListener(name, report, { capture: true });
  root.addEventListener(
    "play",
    ({ target }) => {
      if (quiet && target instanceof HTMLMediaElement) target.pause();
    },
    { capture: true },
  );

  return {
    report,
    hush: () => void (quiet = true),
    drive(command) {
      const one = media()[command.index];
      if (!one) return;
      if (command.type === "pause") one.pause();
      else if (command.type === "seek") one.currentTime = Math.min(command.to, one.duration || 0);
      else if (command.type === "volume") [one.volume, one.muted] = [command.to, command.to === 0];
      else void one.play().catch(report);
    },
  };
}

function stateOf(one: HTMLMediaElement): MediaState {
  const length = Number.isFinite(one.duration) ? one.duration : 0;
  return {
    kind: one.localName === "video" ? "video" : "audio",
    playing: !one.paused && !one.ended,
    // Tenths are enough for the eye, and the same state is not told twice.
    time: Math.round(one.currentTime * 10) / 10,
    length: Math.round(length * 10) / 10,
    volume: one.muted ? 0 : one.volume,
  };
}
