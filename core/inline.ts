/** Elements that stand in a line of text: what is before and after them reads on. */
export const INLINE: ReadonlySet<string> = new Set(
  `a abbr b bdi bdo cite del dfn em font i ins mark q s small span strike strong sub sup time tspan u`.split(
    " ",
  ),
);

/** Elements whose text is no prose: nothing in them is set. */
export const VERBATIM: ReadonlySet<string> = new Set(
  `code kbd listing math pre samp script style textarea tt var xmp`.split(" "),
);
