import { strokesOf } from "../core/drawing.ts";
import { Button } from "./speaker-button.tsx";
import { keep, perform } from "./speaker-do.ts";
import type { SignName } from "./speaker-sign.tsx";
import type { Console, Tool } from "./speaker-state.ts";
import { shapeOf } from "./speaker-surface.tsx";

const tools: Tool[] = ["laser", "pen", "highlighter", "eraser", "zoom"];

/** What the hand holds over the slide. */
export function Tools({ on }: { on: Console }) {
  return (
    <div class="tools" role="toolbar" aria-label={on.say("tools")}>
      {tools.map((tool) => (
        <Button
          key={tool}
          sign={tool satisfies SignName}
          label={on.say(tool)}
          pressed={on.tool.value === tool}
          onPress={() => (on.tool.value = on.tool.value === tool ? null : tool)}
        />
      ))}
      <InkTools on={on} />
      {on.zoom.value && <Button onPress={() => on.zoomTo(null)}>{on.say("unzoom")}</Button>}
    </div>
  );
}

/** What can be done with what is drawn, once there is something. */
function InkTools({ on }: { on: Console }) {
  const { drawing, tool } = on;
  const drawn = strokesOf(drawing.ink.value.strokes, on.sheet.value).length > 0;
  const held = tool.value !== null && tool.value !== "laser" && tool.value !== "zoom";
  if (!drawn && !held) return null;
  return (
    <>
      <Button
        sign="undo"
        label={on.say("undo")}
        keys="Control+Z"
        onPress={() => perform(on, "undo")}
      />
      <Button
        sign="clear"
        label={on.say("clear")}
        disabled={!drawn}
        onPress={() => drawing.draw({ type: "clear", ...shapeOf(on.sheet.value) })}
      />
      <Button
        sign="keep"
        label={on.say("keep")}
        disabled={!drawn}
        onPress={() => void keep(on, "drawings")}
      />
    </>
  );
}
