import type { Sentence } from "./sentence.ts";

/** What keeps a file from being read or compiled as it stands. */
export const fileSentences = {
  "characters-replaced": {
    severity: "warning",
    fr: "Le fichier contient des caractères illisibles, remplacés par « \uFFFD » ; enregistrez-le de nouveau en UTF-8.",
    en: "The file holds unreadable characters, replaced by “\uFFFD”; save it again as UTF-8.",
  },
  "characters-bidi": {
    severity: "warning",
    fr: "Un caractère invisible (U+{code}) change le sens de lecture de cette ligne ; retirez-le s'il n'est pas voulu.",
    en: "An invisible character (U+{code}) changes the reading direction of this line; remove it unless it is wanted.",
  },
  "nesting-deep": {
    severity: "error",
    fr: "Le contenu est imbriqué sur plus de {limit} niveaux ; ce qui suit est montré comme du texte simple.",
    en: "The content is nested more than {limit} levels deep; what follows is shown as plain text.",
  },
  "html-large": {
    severity: "error",
    fr: "Le HTML de cette diapositive est trop grand ou trop imbriqué ; sa source est montrée telle quelle, simplifiez-le.",
    en: "The HTML of this slide is too large or too deeply nested; its source is shown as it is, simplify it.",
  },
  "set-aside": {
    severity: "error",
    fr: "La diapositive {slide} a fait tomber l'écran trois fois en une minute : la présentation est mise de côté ; elle sera jouée de nouveau dès que son fichier aura changé.",
    en: "Slide {slide} took the screen down three times in a minute, so the deck is set aside; it plays again as soon as its file has changed.",
  },
  "slide-failed": {
    severity: "error",
    fr: "Cette diapositive n'a pas pu être mise en forme ; sa source est montrée telle quelle. Simplifiez-la, et envoyez-nous le fichier.",
    en: "This slide could not be laid out; its source is shown as it is. Simplify it, and send us the file.",
  },
  "file-unreadable": {
    severity: "error",
    fr: "Le fichier ne peut pas être lu ({reason}) ; vérifiez qu'il existe et que vous avez le droit de l'ouvrir.",
    en: "The file cannot be read ({reason}); check that it exists and that you may open it.",
  },
  "file-large": {
    severity: "error",
    fr: "Le fichier pèse plus de {limit} Mo et n'est pas lu ; une présentation est du texte, gardez les images à côté.",
    en: "The file is larger than {limit} MB and is not read; a deck is text, keep the pictures beside it.",
  },
  "file-not-text": {
    severity: "error",
    fr: "Le fichier n'est pas du texte ; enregistrez-le en Markdown (.md), encodé en UTF-8.",
    en: "The file is not text; save it as Markdown (.md), encoded as UTF-8.",
  },
  "folder-empty": {
    severity: "error",
    fr: "Le dossier ne contient aucune image ni vidéo à montrer ; ajoutez-en, ou retirez-le de la liste.",
    en: "The folder holds no picture or film to show; add some, or take it off the playlist.",
  },
  "compile-slow": {
    severity: "error",
    fr: "La présentation demande plus de {seconds} s de calcul et a été arrêtée ; coupez-la, ou simplifiez sa plus grande diapositive.",
    en: "The deck needs more than {seconds} s of work and was stopped; cut it, or simplify its largest slide.",
  },
  "compile-large": {
    severity: "error",
    fr: "La présentation demande plus de {megabytes} Mo de mémoire et a été arrêtée ; coupez-la, ou simplifiez sa plus grande diapositive.",
    en: "The deck needs more than {megabytes} MB of memory and was stopped; cut it, or simplify its largest slide.",
  },
  "compile-failed": {
    severity: "error",
    fr: "La présentation n'a pas pu être lue jusqu'au bout ({reason}) ; coupez-la, ou simplifiez sa plus grande diapositive.",
    en: "The deck could not be read to its end ({reason}); cut it, or simplify its largest slide.",
  },
} as const satisfies Record<string, Sentence>;
