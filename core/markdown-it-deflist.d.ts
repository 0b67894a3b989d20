declare module "markdown-it-deflist" {
  import type { MarkdownIt } from "markdown-it";

  /** A term, and below it its definition after a colon. */
  const definitionLists: (it: MarkdownIt) => void;
  export default definitionLists;
}
