import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A hostile deck: one or more slides of Markdown that try to run, fetch, open, send or read something. */
export interface Payload {
  /** Its file and place in it: `comments-3`. A valid host label, so that what it fetches can be told from the rest. */
  id: string;
  title: string;
  markdown: string;
  /** Files of its folder, besides a picture and a film that every deck has. */
  files: Record<string, string>;
  /** Symbolic links of its folder. */
  links: Record<string, string>;
  /** What wall 1 leaves to the others: an honest link to the web, or a file that is not what its name says. */
  beyond: "link" | "file" | null;
}

/** Our own, by theme. */
export const OURS = [
  "backgrounds",
  "comments",
  "drawings",
  "files",
  "handlers",
  "language",
  "links",
  "markdown",
  "media",
  "notes",
  "settings",
  "styles",
] as const;

const payloads = new URL("../payloads/", import.meta.url);
const media = new URL("../decks/stage/", import.meta.url);

/** Both corpora, every outside address marked with the payload's id. */
export function readCorpus(): Payload[] {
  return [...readDompurify(), ...OURS.flatMap(readOurs)];
}

/** Whether a payload is of DOMPurify's corpus. */
export function isForeign({ id }: { id: string }): boolean {
  return id.startsWith("dompurify-");
}

function readDompurify(): Payload[] {
  const listed = JSON.parse(text("dompurify.json")) as { title?: string; payload: string }[];
  return listed.map(({ title, payload }, index) => {
    const id = `dompurify-${index}`;
    return {
      id,
      title: title ?? "",
      markdown: markHosts(payload, id),
      files: {},
      links: {},
      beyond: null,
    };
  });
}

type Listed = Pick<Payload, "title" | "markdown"> & Partial<Payload>;

function readOurs(theme: string): Payload[] {
  const listed = parse(text(`${theme}.yaml`)) as Listed[];
  return listed.map(({ title, markdown, files = {}, links = {}, beyond = null }, index) => {
    const id = `${theme}-${index}`;
    const marked = (value: string) => value.replaceAll("outside.example", `${id}.outside.example`);
    return {
      id,
      title,
      markdown: marked(markdown),
      files: Object.fromEntries(
        Object.entries(files).map(([name, value]) => [name, marked(value)]),
      ),
      links,
      beyond,
    };
  });
}

/** Puts the id before every host, but for the names of vocabularies, which are no addresses. */
function markHosts(payload: string, id: string): string {
  return payload.replace(/(?<!xmlns(?::\w+)?\s*=\s*["'])(https?:\/\/)(?=[\w.-]+\.)/gi, `$1${id}.`);
}

/** What no deck may read: it lies beside the deck's folder, and where a careless server would look for it. */
export const SECRET = "this-is-outside-the-deck";

/** Writes the deck's folder. @returns its path; `..` of it holds the secret. */
export function writeDeck(payload: Payload, root: string): string {
  const deck = join(root, payload.id, "deck");
  mkdirSync(deck, { recursive: true });
  for (const name of ["secret.png", "secret.txt"]) writeFileSync(join(deck, "..", name), SECRET);
  writeFileSync(join(deck, "deck.en.md"), payload.markdown);
  writeFileSync(join(deck, "picture.png"), readFileSync(new URL("card.png", media)));
  writeFileSync(join(deck, "film.webm"), readFileSync(new URL("count.webm", media)));
  for (const [name, content] of Object.entries(payload.files))
    writeFileSync(join(deck, name), content);
  for (const [name, target] of Object.entries(payload.links)) symlinkSync(target, join(deck, name));
  return deck;
}

function text(name: string): string {
  return readFileSync(new URL(name, payloads), "utf8");
}
