import { useEffect, useRef } from "preact/hooks";
import type { Client } from "../core/contract.ts";
import type { View } from "../core/view.ts";
import { openContents, type Contents } from "./contents.ts";
import { openFrames, type Frames } from "./frames.ts";
import { stageAddress } from "./places.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** Slides kept for both stages: those of a few moves. */
const KEPT = 16;
const shared = new WeakMap<Client, Contents>();

/** A stage of the console: the same frame, of another origin, that the audience has; silent, and never in the way. */
export function FrameBox({
  on,
  view,
  first,
  name,
}: {
  on: Console;
  view: View;
  first: number;
  name: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const frames = useRef<Frames | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const open = openFrames({
      parent: box.current,
      name,
      standby: false,
      addressOf: (n) => stageAddress(first + n),
      onMessage: () => undefined,
      onFault: (kind) => void on.client.fault(kind).catch(unanswered),
    });
    frames.current = open;
    return () => open.rest();
  }, [on, first, name]);
  useEffect(() => {
    let stale = false;
    contentsOf(on.client)
      .picture(view)
      .then((picture) => {
        if (picture && !stale) frames.current?.show({ ...picture, quiet: true });
      })
      .catch(unanswered);
    return () => void (stale = true);
  }, [on, view]);
  return <div class="frame" ref={box} />;
}

function contentsOf(client: Client): Contents {
  const contents = shared.get(client) ?? openContents(client, KEPT);
  shared.set(client, contents);
  return contents;
}
