import "@fontsource-variable/bricolage-grotesque/standard.css";
import mermaid from "mermaid";
import { plainDrawing } from "./draw-plain.ts";
import { THEME } from "./draw-theme.ts";

/**
 * The page in which diagrams are drawn, once each. What comes out is a drawing like any other of a deck: no style sheet, no
 * HTML in it, and both walls still to pass.
 */
type Drawn = { svg: string } | { fault: string; line: number };

declare global {
  interface Window {
    /** Draws a diagram of Mermaid; what is wrong with it names a line of the source, counted from 1. */
    draw(source: string): Promise<Drawn>;
  }
}

/** Letters of a sentence that says what is wrong. */
const REASON = 160;
const place = document.querySelector<HTMLElement>("#drawing") ?? document.body;
let count = 0;

/** Letters as tall as a slide's own, and those of labels. */
const SIZE = 28;
const SMALL = 24;
/** Width at which the words of a box go on below, in pixels: Mermaid's own is for small letters, and parts words. */
const wrappingWidth = 300;

mermaid.initialize({
  startOnLoad: false,
  securityLevel: "strict",
  htmlLabels: false,
  flowchart: { htmlLabels: false, useMaxWidth: false, wrappingWidth },
  state: { useMaxWidth: false, wrappingWidth },
  sequence: {
    useMaxWidth: false,
    width: 240,
    height: 90,
    messageMargin: 56,
    actorFontSize: SIZE,
    messageFontSize: SIZE,
    noteFontSize: SIZE,
  },
  gantt: {
    useMaxWidth: false,
    useWidth: 1120,
    fontSize: SMALL,
    sectionFontSize: SMALL,
    barHeight: 48,
    barGap: 12,
    topPadding: 70,
    leftPadding: 150,
  },
  themeCSS: `.tick text, .edgeLabel .label { font-size: ${SMALL}px }`,
  deterministicIds: true,
  suppressErrorRendering: true,
  theme: "base",
  themeVariables: THEME,
  fontFamily: THEME.fontFamily,
  fontSize: SIZE,
});

window.draw = async (source) => {
  // The boxes are as large as their words: the font must be there first.
  await document.fonts.load(`${THEME.fontSize} ${THEME.fontFamily}`);
  try {
    const { svg } = await mermaid.render(`d${++count}`, source, place);
    place.innerHTML = svg;
    const drawing = place.querySelector("svg");
    if (!drawing) return { fault: "no drawing", line: 1 };
    return { svg: plainDrawing(drawing) };
  } catch (error) {
    return faultOf(error);
  } finally {
    place.replaceChildren();
  }
};

function faultOf(error: unknown): Drawn {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/\bline:? *(\d+)/i.exec(message)?.[1] ?? 1);
  const got = /(got '[^']*')/.exec(message)?.[1];
  const first = message.split("\n")[0] ?? "";
  return { fault: (got ? `Mermaid: ${got}` : first).slice(0, REASON), line: Math.max(1, line) };
}
