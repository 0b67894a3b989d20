import type { Drive, MediaState } from "../core/playback.ts";
import type { Playback } from "./picture.ts";

/** The videos and sounds of the slide on stage: told to the page above, and driven by it. */
export interface StageMedia {
  drive(command: Drive): void;
  /** Says again what there is: the slide has changed. */
  report(): void;
  /** From now on nothing plays here, or things may play again. */
  hush(quiet: boolean): void;
  /** Brings them to where another frame had them. Resolves when their pictures are there, or after a short while. */
  goOn(from: Playback): Promise<void>;
}

/** What changes what a speaker sees of it. `timeupdate` comes four times a second. */
const EVENTS = "play playing pause timeupdate volumechange durationchange seeked ended".split(" ");
const MOST = 16;
/** Seconds that two frames may be apart: less is not seen, and moving costs a picture. */
const APART = 0.5;
/** The longest that a film is waited for, in milliseconds. */
const SEEK_MS = 300;

export function watchMedia(root: HTMLElement, tell: (playback: Playback) => void): StageMedia {
  let quiet = false;
  let told = "[]";

  const media = () =>
    [
      ...root.querySelectorAll<HTMLMediaElement>(
        ".slides section.present:not(.stack) :is(video, audio)",
      ),
    ].slice(0, MOST);

  const behind = () =>
    root.querySelector<HTMLVideoElement>(".backgrounds .slide-background.present video");

  function report(): void {
    if (quiet) return;
    const film = behind();
    const playback = {
      media: media().map(stateOf),
      behind: film && !film.paused ? tenths(film.currentTime) : null,
    };
    const text = JSON.stringify(playback);
    if (text === told) return;
    told = text;
    tell(playback);
  }

  async function goOn({ media: states, behind: at }: Playback): Promise<void> {
    const film = behind();
    await Promise.all([
      ...media().map((one, index) => bring(one, states[index])),
      film && at !== null ? bring(film, { time: at, playing: true }) : null,
    ]);
  }

  async function bring(
    one: HTMLMediaElement,
    state: Pick<MediaState, "time" | "playing"> & { volume?: number } = { time: 0, playing: false },
  ): Promise<void> {
    const { time, playing, volume } = state;
    if (volume !== undefined) [one.volume, one.muted] = [volume || one.volume, volume === 0];
    const arrived = seek(one, time);
    // The browser may forbid it; the film then stands where it was.
    if (playing && !quiet) one.play().catch(report);
    else one.pause();
    await arrived;
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
    goOn,
    hush(now) {
      if (quiet === now) return;
      quiet = now;
      told = "[]";
      if (quiet)
        for (const one of root.querySelectorAll<HTMLMediaElement>("video, audio")) one.pause();
    },
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

/** Moves a film. Resolves when it shows that place, or has taken too long. */
function seek(one: HTMLMediaElement, time: number): Promise<void> {
  const end = Number.isFinite(one.duration) ? one.duration : Infinity;
  const to = one.loop && time > end ? time % end : Math.min(time, end);
  if (Math.abs(one.currentTime - to) < APART) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  one.addEventListener("seeked", () => resolve(), { once: true });
  setTimeout(resolve, SEEK_MS);
  one.currentTime = to;
  return promise;
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

function stateOf(one: HTMLMediaElement): MediaState {
  const length = Number.isFinite(one.duration) ? one.duration : 0;
  return {
    kind: one.localName === "video" ? "video" : "audio",
    playing: !one.paused && !one.ended,
    // Tenths are enough for the eye, and the same state is not told twice.
    time: tenths(one.currentTime),
    length: tenths(length),
    volume: one.muted ? 0 : one.volume,
  };
}
