/** Attributes as the author wrote them, in order, and what was left over between them. */
export interface Written {
  attributes: [name: string, value: string][];
  rest: string;
}

const ITEM =
  /\s*(?:([.#])([^\s.#="'{}]+)|([a-zA-Z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`{}]+))|(data-[\w-]+)(?=[\s"]|$))/y;

/**
 * Reads `.class #id name="value" data-flag`. What does not fit is skipped to the next space and returned as `rest`, so
 * that a comment of Reveal's is understood as far as Reveal does.
 */
export function readAttributes(text: string): Written {
  const attributes: Written["attributes"] = [];
  let rest = "";
  let at = 0;
  while (at < text.length) {
    ITEM.lastIndex = at;
    const item = ITEM.exec(text);
    if (item) {
      attributes.push(attribute(item));
      at = ITEM.lastIndex;
    } else {
      const space = text.slice(at).search(/\s\S|$/);
      rest += text.slice(at, at + space + 1);
      at += space + 1;
    }
  }
  return { attributes, rest: rest.trim() };
}

function attribute(item: RegExpExecArray): [string, string] {
  const [, sign, word, name, double, single, bare, flag] = item;
  if (sign) return [sign === "." ? "class" : "id", word ?? ""];
  if (flag) return [flag.toLowerCase(), ""];
  return [(name ?? "").toLowerCase(), double ?? single ?? bare ?? ""];
}

/** `<!-- .slide: … -->` and `<!-- .element: … -->`; null for any other comment. */
export function readComment(body: string): { on: "slide" | "element"; text: string } | null {
  const element = body.indexOf(".element");
  if (element >= 0) return { on: "element", text: after(body, element + ".element".length) };
  const slide = body.indexOf(".slide:");
  return slide >= 0 ? { on: "slide", text: after(body, slide + ".slide:".length) } : null;
}

function after(body: string, at: number): string {
  return body.slice(body.charCodeAt(at) === 0x3a ? at + 1 : at).trim();
}

/**
 * `{.class #id name=value}` in braces and nothing else; null otherwise, so that ordinary braces stay text.
 *
 * @param words that may stand alone, as attributes without value.
 */
export function readBraces(
  inside: string,
  words: ReadonlySet<string> = NONE,
): Written["attributes"] | null {
  const { attributes, rest } = readAttributes(inside);
  const alone = rest === "" ? [] : rest.split(/\s+/);
  if (!alone.every((word) => words.has(word))) return null;
  const all = [...attributes, ...alone.map((word): [string, string] => [word, ""])];
  return all.length > 0 ? all : null;
}

const NONE: ReadonlySet<string> = new Set();
