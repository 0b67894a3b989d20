import type { Lang } from "../core/deck.ts";

/** What the command line knows: its commands and its options, with what they say of themselves. */
export type Verb = "kiosk" | "present" | "serve" | "check" | "schedule" | "journal" | "service";

interface Option {
  type: "string" | "boolean";
  value?: string;
  says: Record<Lang, string>;
}

const SHOWING = ["shell", "port", "decks"] as const;

/** Every option once: the parser, the check of what a command takes, and the help come from this table. */
export const options: Record<string, Option> = {
  display: {
    type: "string",
    value: "name|number",
    says: {
      fr: "écran où jouer : son nom ou son rang, à partir de 1",
      en: "display to play on: its name or its number, from 1",
    },
  },
  window: {
    type: "boolean",
    says: { fr: "dans une fenêtre ordinaire", en: "in an ordinary window" },
  },
  lang: {
    type: "string",
    value: "fr|en|both",
    says: { fr: "langue des boucles ; both alterne", en: "language of the loops; both alternates" },
  },
  at: {
    type: "string",
    value: "2027-03-28T02:30",
    says: { fr: "le moment à prévoir ; sinon maintenant", en: "the moment to foresee; else now" },
  },
  scheme: {
    type: "string",
    value: "light|dark",
    says: {
      fr: "claires ou sombres, si la présentation ne choisit pas",
      en: "light or dark slides, where the deck does not choose",
    },
  },
  csv: { type: "boolean", says: { fr: "tout le journal en CSV", en: "the whole journal as CSV" } },
  from: {
    type: "string",
    value: "2027-03-01",
    says: { fr: "premier jour du journal", en: "first day of the journal" },
  },
  to: {
    type: "string",
    value: "2027-03-31",
    says: { fr: "dernier jour du journal", en: "last day of the journal" },
  },
  json: {
    type: "boolean",
    says: { fr: "résultat en JSON", en: "result as JSON" },
  },
  shell: {
    type: "string",
    value: "electron|chromium|serve",
    says: { fr: "qui ouvre les fenêtres", en: "who opens the windows" },
  },
  port: {
    type: "string",
    value: "N",
    says: { fr: "port de l’adresse locale", en: "port of the local address" },
  },
  decks: {
    type: "string",
    value: "folder",
    says: { fr: "dossier des présentations", en: "folder of the decks" },
  },
  help: { type: "boolean", says: { fr: "cette aide", en: "this help" } },
  version: { type: "boolean", says: { fr: "la version", en: "the version" } },
};

/** Every command once: what it takes, and what it says of itself. */
export const verbs: Record<
  Verb,
  { takes: string; options: readonly string[]; says: Record<Lang, string> }
> = {
  kiosk: {
    takes: "[playlist.yaml | deck.md …]",
    options: ["display", "window", "lang", "scheme", ...SHOWING],
    says: { fr: "joue en boucle, sans personne", en: "plays in a loop, unattended" },
  },
  present: {
    takes: "deck.md",
    options: ["display", "window", "scheme", ...SHOWING],
    says: {
      fr: "présente, au clavier ou à la télécommande",
      en: "presents, by keyboard or clicker",
    },
  },
  serve: {
    takes: "[playlist.yaml | deck.md …]",
    options: ["lang", "scheme", ...SHOWING],
    says: {
      fr: "donne l’adresse à ouvrir dans un navigateur",
      en: "gives the address to open in a browser",
    },
  },
  check: {
    takes: "deck.md|folder …",
    options: ["json"],
    says: { fr: "dit ce qui ne va pas dans des présentations", en: "says what is wrong in decks" },
  },
  schedule: {
    takes: "playlist.yaml",
    options: ["at"],
    says: {
      fr: "dit ce que la liste joue à un moment, et ce qui change ensuite",
      en: "says what the playlist plays at a moment, and what changes next",
    },
  },
  service: {
    takes: "[playlist.yaml | deck.md …]",
    options: ["display", "lang", "scheme", ...SHOWING],
    says: {
      fr: "donne l’unité systemd qui joue le stand et le relève",
      en: "gives the systemd unit that plays the booth and keeps it up",
    },
  },
  journal: {
    takes: "",
    options: ["csv", "from", "to"],
    says: {
      fr: "dit ce qui a été à l’écran : combien de fois, combien de temps",
      en: "says what was on screen: how often, how long",
    },
  },
};
