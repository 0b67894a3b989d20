/**
 * Where a deck plays otherwise than with Reveal's Markdown plugin, and why; everything else is the same. For each,
 * `decks/compat/different/<deck>.md` shows what `<deck>.reveal.md` shows in Reveal.
 */
export const differences: readonly Difference[] = [
  {
    deck: "code-separator",
    what: "`---` inside code starts no slide.",
    why: "An author who shows an example of front matter does not mean to cut it.",
  },
  {
    deck: "comment-separator",
    what: "`---` inside a comment starts no slide.",
    why: "A slide that is commented out stays out.",
  },
  {
    deck: "spaces-after-dashes",
    what: "`---` starts a slide also when spaces follow it.",
    why: "Nobody sees the spaces.",
  },
  {
    deck: "setext-dashes-short",
    what: "Dashes under a line never make it a heading.",
    why: "Dashes separate slides, with or without a blank line before them; `===` still makes a heading.",
  },
  {
    deck: "empty-slides",
    what: "A deck neither begins nor ends with an empty slide.",
    why: "A separator too many at either end would show an empty screen.",
  },
  {
    deck: "visibility",
    what: 'Slides with `data-visibility="hidden"` are left out when the deck is compiled.',
    why: "Reveal removes them when it starts: the audience sees the same.",
  },
  {
    deck: "scripts",
    what: "`~2~` is lowered and `^+^` raised.",
    why: "Formulas and ions are read everywhere in our decks; text is struck out by `~~`.",
  },
  {
    deck: "footnotes",
    what: "`[^1]` calls a footnote of the slide, and `: ` under a term defines it.",
    why: "Authors know both from other Markdown.",
  },
  {
    deck: "boxes",
    what: "Boxes with the names of the manual have the elements that they mean.",
    why: "A quotation is one to a screen reader, too.",
  },
  {
    deck: "typography",
    what: "Apostrophes, ordinals and spaces are set as French prints them, and the quotation marks and dashes of English in English.",
    why: "Nobody types a space that does not break, and a line must not begin with `!`.",
  },
  {
    deck: "settings",
    what: "`data-notes`, `data-timing`, `data-autoslide` and `data-seconds` are not attributes of the section.",
    why: "The player and the console read them.",
  },
  {
    deck: "id",
    what: "The `id` of a slide is its key, and an `id` inside a slide begins with that key.",
    why: "Drawings on neighbouring slides often use the same ids, and an id must not name a global variable.",
  },
  {
    deck: "french",
    what: "`Note :`, with a space before the colon, starts the notes.",
    why: "French puts one there.",
  },
  {
    deck: "notes-twice",
    what: "After the first `Note:` everything is notes, a second `Note:` too.",
    why: "Reveal's plugin then shows all of them to the audience.",
  },
  {
    deck: "classes-add-up",
    what: "Classes set on the same element by several comments add up.",
    why: "Reveal keeps the last; an author who writes two means both.",
  },
  {
    deck: "code-language",
    what: "The language of code becomes the class `language-js` rather than `js`.",
    why: "A language must not look like a class of the theme.",
  },
  {
    deck: "code-indented",
    what: "Code by indentation at the very start of a slide stays code.",
    why: "Reveal's plugin takes the indentation of the first line off the whole slide.",
  },
  {
    deck: "tables",
    what: "The columns of a table are aligned by a style rather than by the attribute `align`.",
    why: "They look the same, and HTML has given the attribute up.",
  },
  {
    deck: "task-list",
    what: "A task list shows ✓ and □ instead of form controls.",
    why: "A slide has no form: nothing in it can be filled in or sent.",
  },
  {
    deck: "braces",
    what: "`{.class #id name=value}` after a text sets attributes, and `:::` makes a box.",
    why: "They say in a word what Reveal's comments say in a line; Reveal shows them as text.",
  },
  {
    deck: "links-dead",
    what: "Links that are not https, nor lead to a slide, lose their address.",
    why: "Nothing follows them during a show; a link must not promise to.",
  },
  {
    deck: "bare-links",
    what: "Addresses that are not written as links do not become links.",
    why: "They would lead nowhere.",
  },
  {
    deck: "sections",
    what: "A `section` inside a slide is written as a `div`.",
    why: "Reveal takes every section for a slide.",
  },
  {
    deck: "autoplay",
    what: "`autoplay` becomes `data-autoplay`.",
    why: "A film starts when its slide shows, not when it is prepared.",
  },
  {
    deck: "film-silent",
    what: "A film that starts by itself, and one behind a slide, is silent unless it says `sound` (`data-background-video-sound`).",
    why: "Nobody stands at a booth to turn it down.",
  },
  {
    deck: "state-classes",
    what: "Classes in which Reveal keeps its own state are removed.",
    why: "The place in the show is decided by the player alone.",
  },
  {
    deck: "html-script",
    what: "Scripts and frames are removed.",
    why: "A deck received from a stranger must be safe to open.",
  },
  {
    deck: "html-handlers",
    what: "Handlers of events are removed.",
    why: "They run code.",
  },
  {
    deck: "state",
    what: "`data-state` and `data-background-iframe` are removed.",
    why: "One changes classes of the page around the slide, the other loads a page from elsewhere.",
  },
];

export interface Difference {
  deck: string;
  what: string;
  why: string;
}

/** `docs/compatibility.md`. */
export function compatibilityPage(): string {
  const list = differences.map(({ what, why }) => `- ${what} ${why}`);
  return `# Decks written for Reveal or reveal-md

They play unchanged, but for what is listed here. A test renders the decks of \`tests/decks/compat\` with Reveal's own Markdown
plugin and with our compiler, in a browser, and compares the slides, their text, notes, elements, attributes and fragments; this
page is generated from its list (\`tests/compat-differences.ts\`).

From reveal-md's front matter \`title\`, \`theme\` (when it is a file), \`separator\`, \`verticalSeparator\` and \`notesSeparator\` are used; its other
settings are reported, not used. Separators may be regular expressions without look-around and references.

## Differences

${list.join("\n")}
`;
}
