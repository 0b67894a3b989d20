/**
 * Colours that Mermaid draws with, each standing for a token of the theme: the drawing names the token, so that it is
 * right on a light and on a dark ground. Mermaid computes with them, hence plain colours here.
 */
const STANDS_FOR = {
  "#2a1848": "--ink",
  "#5c4a79": "--ink-2",
  "#8a7a9e": "--rule",
  "#fbf6f7": "--slide",
  "#f3e8ee": "--slide-2",
  "#fefefe": "--slide-3",
  "#f8bcc2": "--eosin-field",
  "#f3929f": "--eosin",
  "#9a80d0": "--nucleus-2",
  "#4b2a86": "--nucleus",
  "#f5ab14": "--saffron",
  "#fbdcdd": "--eosin-pale",
} as const;

/** The token a computed colour stands for; the colour itself when its author chose it. */
export function tokenOf(colour: string): string {
  return BY_RGB.get(colour.replaceAll(" ", "")) ?? colour;
}

const BY_RGB = new Map(
  Object.entries(STANDS_FOR).map(([hex, token]) => {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    return [`rgb(${r},${g},${b})`, `var(${token})`];
  }),
);

const INK = "#2a1848";
const LINE = "#5c4a79";
const GROUND = "#fbf6f7";
const PANEL = "#f3e8ee";
const FIELD = "#f8bcc2";
const SLICES = ["#f3929f", "#9a80d0", "#f5ab14", "#f8bcc2", "#f3e8ee", "#8a7a9e"];

export const THEME = {
  fontFamily: '"Bricolage Grotesque Variable", sans-serif',
  fontSize: "28px",
  background: GROUND,
  primaryColor: PANEL,
  primaryTextColor: INK,
  primaryBorderColor: LINE,
  secondaryColor: FIELD,
  secondaryTextColor: INK,
  secondaryBorderColor: LINE,
  tertiaryColor: "#fbdcdd",
  tertiaryTextColor: INK,
  tertiaryBorderColor: LINE,
  mainBkg: PANEL,
  nodeBorder: LINE,
  nodeTextColor: INK,
  lineColor: LINE,
  textColor: INK,
  titleColor: INK,
  clusterBkg: "#fbdcdd",
  clusterBorder: "#8a7a9e",
  edgeLabelBackground: GROUND,
  arrowheadColor: LINE,
  noteBkgColor: "#fbdcdd",
  noteTextColor: INK,
  noteBorderColor: "#8a7a9e",
  actorBkg: PANEL,
  actorBorder: LINE,
  actorTextColor: INK,
  actorLineColor: "#8a7a9e",
  signalColor: INK,
  signalTextColor: INK,
  labelBoxBkgColor: PANEL,
  labelBoxBorderColor: LINE,
  labelTextColor: INK,
  loopTextColor: INK,
  activationBkgColor: FIELD,
  activationBorderColor: LINE,
  sequenceNumberColor: GROUND,
  sectionBkgColor: PANEL,
  altSectionBkgColor: GROUND,
  gridColor: "#8a7a9e",
  taskBkgColor: FIELD,
  taskBorderColor: LINE,
  taskTextColor: INK,
  taskTextOutsideColor: INK,
  taskTextLightColor: INK,
  taskTextDarkColor: INK,
  activeTaskBkgColor: "#f5ab14",
  activeTaskBorderColor: LINE,
  doneTaskBkgColor: PANEL,
  doneTaskBorderColor: LINE,
  critBkgColor: "#f3929f",
  critBorderColor: INK,
  todayLineColor: "#f5ab14",
  classText: INK,
  stateBkg: PANEL,
  labelColor: INK,
  transitionColor: LINE,
  transitionLabelColor: INK,
  specialStateColor: INK,
  compositeBackground: GROUND,
  compositeTitleBackground: PANEL,
  altBackground: PANEL,
  attributeBackgroundColorOdd: GROUND,
  attributeBackgroundColorEven: PANEL,
  relationColor: LINE,
  relationLabelBackground: GROUND,
  relationLabelColor: INK,
  errorBkgColor: GROUND,
  errorTextColor: INK,
  pieTitleTextColor: INK,
  pieTitleTextSize: "28px",
  pieSectionTextColor: INK,
  pieSectionTextSize: "24px",
  pieLegendTextColor: INK,
  pieLegendTextSize: "24px",
  pieStrokeColor: GROUND,
  pieOuterStrokeColor: GROUND,
  pieOpacity: "1",
  ...Object.fromEntries(SLICES.map((colour, index) => [`pie${index + 1}`, colour])),
  ...Object.fromEntries(
    SLICES.flatMap((colour, index) => [
      [`cScale${index}`, colour],
      [`cScaleLabel${index}`, INK],
      [`cScaleInv${index}`, LINE],
      [`git${index}`, colour],
      [`gitBranchLabel${index}`, INK],
    ]),
  ),
};
