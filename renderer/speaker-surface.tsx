import { useLayoutEffect, useRef } from "preact/hooks";
import type { Sheet } from "../core/look.ts";
import { regionOf, type Region } from "../core/region.ts";
import { openInkLayer, type InkLayer } from "./ink-layer.ts";
import type { Console, Tool } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** What the hand does over the current slide: it points, draws, rubs out, or frames what the room should see closer. */
export function Surface({ on }: { on: Console }) {
  const box = useRef<HTMLDivElement>(null);
  const layer = useRef<InkLayer | null>(null);
  const { drawing } = on;
  useLayoutEffect(() => {
    if (!box.current) return;
    const ink = openInkLayer(box.current);
    layer.current = ink;
    const stop = drawing.ink.subscribe(({ strokes }) => ink.strokes(strokes));
    return () => {
      stop();
      ink.element.remove();
    };
  }, [drawing]);
  const { width, height } = on.sheet.value;
  useLayoutEffect(() => layer.current?.size(width, height), [drawing, width, height]);
  const hand = useRef<Hand | null>(null);
  const tool = on.tool.value;
  useLayoutEffect(() => {
    if (!layer.current || tool === null) return;
    const held = takeUp(tool, on, layer.current);
    hand.current = held;
    return () => {
      held.leave();
      hand.current = null;
    };
  }, [on, tool]);
  const at = (event: PointerEvent) =>
    layer.current?.toSlide(event.clientX, event.clientY) ?? [0, 0];
  return (
    <div
      ref={box}
      class="surface"
      data-tool={tool ?? undefined}
      onPointerDown={(event) => {
        if (tool === null || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hand.current?.down(at(event));
      }}
      onPointerMove={(event) => {
        // All the places since the last frame: a quick hand draws no corners.
        const moves = event.getCoalescedEvents?.() ?? [];
        const points = (moves.length > 0 ? moves : [event]).map(at);
        hand.current?.move(points, event.buttons > 0);
      }}
      onPointerUp={(event) => hand.current?.up(at(event))}
      onPointerLeave={() => hand.current?.leave()}
    >
      <Frame region={on.zoom.value} sheet={on.sheet.value} />
    </div>
  );
}

/** What the room sees closer. */
function Frame({ region, sheet }: { region: Region | null; sheet: Sheet }) {
  if (!region) return null;
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`;
  const style = {
    left: share(region.x, sheet.width),
    top: share(region.y, sheet.height),
    width: share(region.width, sheet.width),
    height: share(region.height, sheet.height),
  };
  return <div class="zoomed" style={style} />;
}

type Point = [number, number];

interface Hand {
  down(at: Point): void;
  move(points: Point[], pressed: boolean): void;
  up(at: Point): void;
  leave(): void;
}

const idle: Hand = {
  down: () => undefined,
  move: () => undefined,
  up: () => undefined,
  leave: () => undefined,
};

/** What a command says of the slide that the room sees. */
export function shapeOf({ width, height }: Sheet): { upright?: true } {
  return height > width ? { upright: true } : {};
}

function takeUp(tool: Tool, on: Console, layer: InkLayer): Hand {
  const { drawing, client } = on;
  const shape = () => shapeOf(on.sheet.value);
  switch (tool) {
    case "pen":
    case "highlighter":
      return {
        ...idle,
        down: (at) => drawing.draw({ type: "begin", kind: tool, at, ...shape() }),
        move: (points, pressed) =>
          pressed && drawing.draw({ type: "extend", points: points.flat().slice(-512) }),
      };
    case "eraser":
      return {
        ...idle,
        down: (at) => drawing.draw({ type: "erase", at, fresh: true, ...shape() }),
        move: (points, pressed) => {
          if (!pressed) return;
          for (const at of points) drawing.draw({ type: "erase", at, fresh: false, ...shape() });
        },
      };
    case "laser": {
      const point = (at: Point | null) => {
        layer.laser(at);
        client.point(at).catch(unanswered);
      };
      return {
        ...idle,
        down: point,
        move: (points) => point(points.at(-1) ?? null),
        leave: () => point(null),
      };
    }
    case "zoom": {
      let from: Point | null = null;
      return {
        ...idle,
        down: (at) => void (from = at),
        move: (points, pressed) => {
          const to = points.at(-1);
          if (pressed && from && to) on.zoom.value = regionOf(from, to, on.sheet.value);
        },
        up: (at) => {
          if (from) on.zoomTo(regionOf(from, at, on.sheet.value));
          from = null;
        },
      };
    }
  }
}
