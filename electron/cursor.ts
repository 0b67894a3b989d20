import type { DevTools } from "./devtools.ts";

/**
 * Takes the system's arrow off the slides of a kiosk that has just started. A browser asks a page for its cursor only
 * once a mouse moves over it; until then an arrow would lie there. So it is told of a move, once, when the first slide
 * is there: the page then puts the cursor away like any that rests.
 */
export function putCursorAway(tools: Pick<DevTools, "send">): void {
  let left = TRIES;
  const later = (): void => {
    left -= 1;
    // A page that is being made or changed refuses: it is asked again.
    if (left >= 0)
      setTimeout(() => void moveIn(tools).then((done) => done || later(), later), 1_000).unref();
  };
  later();
}

/** A page that has no slide by then has other sorrows; the browser after it is seen to anew. */
const TRIES = 60;
/** The frame that stands by is made once the one on stage has drawn. */
const DRAWS = `document.querySelector("iframe[data-standby]") !== null`;

/** @returns whether there was a slide to move over */
async function moveIn({ send }: Pick<DevTools, "send">): Promise<boolean> {
  const { targetInfos } = (await send("Target.getTargets")) as { targetInfos: Target[] };
  const page = targetInfos.find(({ type }) => type === "page");
  if (!page) return false;
  const attach = { targetId: page.targetId, flatten: true };
  const { sessionId } = (await send("Target.attachToTarget", attach)) as { sessionId: string };
  const evaluated = await send("Runtime.evaluate", { expression: DRAWS }, sessionId);
  const { result } = evaluated as { result: { value?: boolean } };
  const move = { type: "mouseMoved", x: 1, y: 1 };
  if (result.value) await send("Input.dispatchMouseEvent", move, sessionId);
  await send("Target.detachFromTarget", { sessionId });
  return result.value === true;
}

interface Target {
  targetId: string;
  type: string;
}
