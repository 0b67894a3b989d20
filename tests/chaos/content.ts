import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { pause, type Broken, type Fault, type Scene } from "./faults.ts";

/** What people do to the deck while it plays. The deck that was whole plays on, as if nothing had happened. */

const UNSEEN = { promiseMs: 0, blankMs: 0 };
/** Longer than a copy stands still before it is taken for whole. */
const LASTS_MS = 3_000;

export const contentFaults: readonly Fault[] = [
  {
    name: "deck half-written",
    ...UNSEEN,
    told: ["comment-open"],
    inject: (scene) =>
      // In the middle of a slide's comment, as a copy that was pulled out leaves it.
      changed(scene, (text) => text.slice(0, text.lastIndexOf("data-background-color") + 10)),
  },
  {
    name: "deck corrupted",
    ...UNSEEN,
    told: ["file-not-text"],
    inject: (scene) =>
      changed(scene, (text) =>
        Buffer.from(Array.from({ length: text.length }, () => Math.floor(scene.random() * 256))),
      ),
  },
  {
    name: "deck emptied",
    ...UNSEEN,
    told: ["deck-empty"],
    inject: (scene) => changed(scene, () => ""),
  },
  {
    name: "deck vanished",
    ...UNSEEN,
    told: ["file-unreadable"],
    async inject({ deck }) {
      renameSync(deck, `${deck}.away`);
      await pause(LASTS_MS);
      return { undo: async () => renameSync(`${deck}.away`, deck) };
    },
  },
  {
    name: "deck hostile",
    ...UNSEEN,
    told: ["element-removed"],
    // What it would do if any of it ran: freeze, leave, cover everything. What is left of it looks like the deck.
    inject: (scene) =>
      changed(scene, (text) => text.replaceAll("\n\n---\n", `\n\n${HOSTILE}\n\n---\n`)),
  },
];

const HOSTILE = [
  "<script>while (true) {}</script>",
  '<iframe src="https://example.org/" hidden></iframe>',
  "<style>* { display: none }</style>",
  '<meta http-equiv="refresh" content="0; url=https://example.org/">',
].join("\n");

/** Writes the deck otherwise for a while. */
async function changed(
  { deck }: Scene,
  change: (text: string) => string | Buffer,
): Promise<Broken> {
  const text = readFileSync(deck, "utf8");
  writeFileSync(deck, change(text));
  await pause(LASTS_MS);
  return { undo: async () => writeFileSync(deck, text) };
}
