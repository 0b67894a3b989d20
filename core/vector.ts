import type { Attributes, Kind } from "./allow.ts";

/**
 * The part of SVG that only draws: shapes, text, gradients, and references inside the same drawing. No style sheet,
 * no animation, no script, no HTML inside, no picture from elsewhere.
 */

const paints = [
  "clip-path",
  "clip-rule",
  "color",
  "color-interpolation-filters",
  "dominant-baseline",
  "fill",
  "fill-opacity",
  "fill-rule",
  "filter",
  "flood-color",
  "flood-opacity",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "letter-spacing",
  "marker-end",
  "marker-mid",
  "marker-start",
  "mask",
  "opacity",
  "paint-order",
  "preserveAspectRatio",
  "shape-rendering",
  "stop-color",
  "stop-opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-dashoffset",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-miterlimit",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "text-rendering",
  "transform",
  "transform-origin",
  "vector-effect",
  "visibility",
  "word-spacing",
] as const;

const numbers = ["cx", "cy", "dx", "dy", "height", "r", "rx", "ry", "width", "x", "y"] as const;

const drawn: Attributes = {
  ...every(paints, "paint"),
  ...every(numbers, "paint"),
  tabindex: ["-1"],
};

const gradient: Attributes = {
  ...drawn,
  ...every(["fx", "fy", "fr", "x1", "x2", "y1", "y2", "gradientTransform"], "paint"),
  gradientUnits: ["userSpaceOnUse", "objectBoundingBox"],
  href: "local",
  spreadMethod: ["pad", "reflect", "repeat"],
  "xlink:href": "local",
};

const primitive: Attributes = {
  ...drawn,
  ...every(
    ["in", "in2", "result", "stdDeviation", "values", "operator", "mode", "k1", "k2", "k3", "k4"],
    "paint",
  ),
  type: "paint",
};

/** SVG elements and the attributes each may have besides those allowed everywhere. */
export const svg: Readonly<Record<string, Attributes>> = {
  circle: drawn,
  clipPath: { ...drawn, clipPathUnits: ["userSpaceOnUse", "objectBoundingBox"] },
  defs: drawn,
  desc: {},
  ellipse: drawn,
  feBlend: primitive,
  feColorMatrix: primitive,
  feComposite: primitive,
  feDropShadow: primitive,
  feFlood: primitive,
  feGaussianBlur: primitive,
  feMerge: primitive,
  feMergeNode: primitive,
  feOffset: primitive,
  filter: { ...drawn, filterUnits: ["userSpaceOnUse", "objectBoundingBox"] },
  g: drawn,
  line: { ...drawn, ...every(["x1", "x2", "y1", "y2"], "paint") },
  linearGradient: gradient,
  marker: {
    ...drawn,
    ...every(["markerHeight", "markerWidth", "orient", "refX", "refY", "viewBox"], "paint"),
    markerUnits: ["userSpaceOnUse", "strokeWidth"],
  },
  mask: {
    ...drawn,
    maskContentUnits: ["userSpaceOnUse", "objectBoundingBox"],
    maskUnits: ["userSpaceOnUse", "objectBoundingBox"],
  },
  path: { ...drawn, d: "paint", pathLength: "paint" },
  pattern: {
    ...drawn,
    ...every(["patternTransform", "viewBox"], "paint"),
    patternContentUnits: ["userSpaceOnUse", "objectBoundingBox"],
    patternUnits: ["userSpaceOnUse", "objectBoundingBox"],
  },
  polygon: { ...drawn, points: "paint" },
  polyline: { ...drawn, points: "paint" },
  radialGradient: gradient,
  rect: drawn,
  stop: { ...drawn, offset: "paint" },
  svg: { ...drawn, viewBox: "paint" },
  symbol: { ...drawn, viewBox: "paint" },
  text: {
    ...drawn,
    rotate: "paint",
    textLength: "paint",
    lengthAdjust: ["spacing", "spacingAndGlyphs"],
  },
  textPath: { ...drawn, href: "local", startOffset: "paint", "xlink:href": "local" },
  title: {},
  tspan: { ...drawn, rotate: "paint", textLength: "paint" },
  use: { ...drawn, href: "local", "xlink:href": "local" },
};

function every<const N extends string>(names: readonly N[], kind: Kind): Record<N, Kind> {
  return Object.fromEntries(names.map((name) => [name, kind])) as Record<N, Kind>;
}
