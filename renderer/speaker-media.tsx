import { sayTimer } from "../core/duration.ts";
import type { Drive, MediaState } from "../core/playback.ts";
import { Button } from "./speaker-button.tsx";
import { Sign } from "./speaker-sign.tsx";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** The videos and sounds of the slide, which play in the audience's window: played, stopped, moved from here. */
export function Media({ on }: { on: Console }) {
  const all = on.media.value;
  if (all.length === 0) return null;
  return (
    <div class="media" role="group" aria-label={on.say("media")}>
      {all.map((state, index) => (
        <Player key={index} on={on} state={state} index={index} />
      ))}
    </div>
  );
}

function Player({ on, state, index }: { on: Console; state: MediaState; index: number }) {
  const { playing, time, length, volume } = state;
  // A hand that has let go goes on with the keyboard: the arrows then move the talk, not the film.
  const drive = (command: Drive) => void on.client.drive(command).catch(unanswered);
  return (
    <div class="player">
      <Button
        sign={playing ? "hold" : "run"}
        label={on.say(playing ? "pause" : "play")}
        onPress={() => drive({ type: playing ? "pause" : "play", index })}
      />
      <input
        type="range"
        min={0}
        max={length || 1}
        step={0.1}
        value={time}
        aria-label={on.say("position")}
        aria-valuetext={sayTimer(time * 1000)}
        onPointerUp={({ currentTarget }) => currentTarget.blur()}
        onInput={(event) => drive({ type: "seek", index, to: event.currentTarget.valueAsNumber })}
      />
      <span class="media-time">
        {sayTimer(time * 1000)} / {sayTimer(length * 1000)}
      </span>
      <Sign name="sound" />
      <input
        class="media-volume"
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        aria-label={on.say("volume")}
        onPointerUp={({ currentTarget }) => currentTarget.blur()}
        onInput={(event) => drive({ type: "volume", index, to: event.currentTarget.valueAsNumber })}
      />
    </div>
  );
}
