/** CSS properties a deck may set on an element. None loads, moves outside the slide or covers the page. */
export const properties: ReadonlySet<string> = new Set(
  `align-content align-items align-self aspect-ratio background background-color background-position background-repeat
  background-size border border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius
  border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style
  border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing
  border-style border-top border-top-color border-top-left-radius border-top-right-radius border-top-style
  border-top-width border-width bottom box-shadow box-sizing caption-side clear clip-path color column-count column-gap
  column-rule column-span column-width columns display fill fill-opacity flex flex-basis flex-direction flex-flow
  flex-grow flex-shrink flex-wrap float font font-family font-feature-settings font-size font-stretch font-style
  font-variant font-variant-caps font-variant-numeric font-weight gap grid grid-area grid-auto-columns grid-auto-flow
  grid-auto-rows grid-column grid-column-end grid-column-start grid-row grid-row-end grid-row-start grid-template
  grid-template-areas grid-template-columns grid-template-rows height hyphens inset justify-content justify-items
  justify-self left letter-spacing line-height list-style list-style-position list-style-type margin margin-bottom
  margin-left margin-right margin-top max-height max-width min-height min-width mix-blend-mode object-fit
  object-position opacity order overflow overflow-wrap overflow-x overflow-y padding padding-bottom padding-left
  padding-right padding-top place-content place-items place-self position right rotate row-gap scale stop-color
  stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-opacity stroke-width
  tab-size table-layout text-align text-anchor text-decoration text-decoration-color text-decoration-line
  text-decoration-style text-decoration-thickness text-indent text-orientation text-shadow text-transform
  text-underline-offset text-wrap top transform transform-origin translate vertical-align visibility white-space width
  word-break word-spacing writing-mode z-index`.split(/\s+/),
);

/** Properties that Reveal sets on a section itself, and that a deck must not take from it. */
export const sections: ReadonlySet<string> = new Set(
  `bottom display height inset left max-height max-width min-height min-width opacity overflow overflow-x overflow-y
  position right rotate scale top transform transform-origin translate visibility width z-index`.split(
    /\s+/,
  ),
);

/** The only CSS functions: they compute, and load nothing. */
export const functions: ReadonlySet<string> = new Set(
  `calc circle clamp color color-mix conic-gradient cubic-bezier ellipse fit-content hsl hsla hwb inset lab lch
  linear-gradient matrix max min minmax oklab oklch path perspective polygon radial-gradient repeat
  repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotatex rotatey rotatez scale scalex scaley skew
  skewx skewy steps translate translatex translatey var`.split(/\s+/),
);

/** Everything a value is made of: no escape, no at-rule, no comment, no brace, no address. */
const VALUE = /^[-\p{L}\p{N}\s#%.,+*/()"'_]*$/u;
const CALL = /(?<![-\w])([-\w]*)\(/g;

/** A CSS value that can neither load anything nor end its declaration. */
export function isPlainValue(value: string): boolean {
  if (!VALUE.test(value) || value.includes("/*")) return false;
  return [...value.matchAll(CALL)].every(
    ([, name = ""]) => name === "" || functions.has(name.toLowerCase()),
  );
}

/**
 * The declarations of a style attribute that may pass, written again, and those that may not.
 *
 * @param kept properties that stay with the section (`sections`), when it is one.
 */
export function readStyle(
  style: string,
  kept: ReadonlySet<string> | null,
): { style: string; refused: string[] } {
  const passed: string[] = [];
  const refused: string[] = [];
  for (const declaration of style.split(";")) {
    if (declaration.trim() === "") continue;
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    const allowed = colon > 0 && properties.has(property) && !kept?.has(property);
    if (allowed && isPlainValue(value) && suits(property, value))
      passed.push(`${property}: ${value}`);
    else refused.push(declaration.trim());
  }
  return { style: passed.join("; "), refused };
}

/** A fixed or sticky box would leave its slide. */
function suits(property: string, value: string): boolean {
  return property !== "position" || /^(?:static|relative|absolute)$/i.test(value);
}
