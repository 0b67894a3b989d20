/// <reference types="vite/client" />
import Reveal from "reveal.js";
import { configuration } from "../../renderer/reveal-deck.ts";

/** The page of plain Reveal for measuring: all sections are in the document. */

const look = { width: 1280, height: 720, transition: "none", reducedMotion: false };
const deck = new Reveal(document.querySelector(".reveal") as HTMLElement, configuration(look));
await deck.initialize();

Object.assign(window, {
  prepare: (at: number) => Promise.resolve(() => deck.slide(at)),
  ahead: [],
  arranged: () => true,
});
