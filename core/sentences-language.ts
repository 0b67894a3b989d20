import type { Sentence } from "./sentence.ts";

/** What is wrong in the way a deck is written. */
export const languageSentences = {
  "deck-empty": {
    severity: "error",
    fr: "Le fichier ne contient aucune diapositive ; écrivez du texte, et `---` seul sur une ligne entre deux diapositives.",
    en: "The file has no slide; write some text, and `---` alone on a line between two slides.",
  },
  "slide-empty": {
    severity: "hint",
    fr: "Cette diapositive est vide et montrera un écran nu ; ajoutez du contenu ou retirez un séparateur.",
    en: "This slide is empty and will show a bare screen; add content or remove one separator.",
  },
  "deck-long": {
    severity: "warning",
    fr: "La présentation compte {count} diapositives ; au-delà de {limit}, coupez-la en plusieurs fichiers.",
    en: "The deck has {count} slides; beyond {limit}, cut it into several files.",
  },
  "fence-open": {
    severity: "error",
    fr: "Le bloc de code ouvert ici n'est jamais fermé ; ajoutez une ligne {fence} après la dernière ligne de code.",
    en: "The code block opened here is never closed; add a line {fence} after the last line of code.",
  },
  "comment-open": {
    severity: "error",
    fr: "Le commentaire ouvert ici n'est jamais fermé et cache la suite ; ajoutez `-->` à sa fin.",
    en: "The comment opened here is never closed and hides what follows; add `-->` at its end.",
  },
  "container-unknown": {
    severity: "warning",
    fr: "« ::: {name} » n'est pas une boîte connue ; si c'est une faute de frappe, écrivez « ::: {nearest} ».",
    en: "“::: {name}” is not a known box; if it is a slip, write “::: {nearest}”.",
  },
  "container-open": {
    severity: "warning",
    fr: "Le bloc « ::: {name} » n'est jamais fermé ; ajoutez une ligne `:::` à sa fin.",
    en: "The container “::: {name}” is never closed; add a line `:::` at its end.",
  },
  "diagram-invalid": {
    severity: "error",
    fr: "Ce diagramme ne peut pas être dessiné ({reason}) ; sa source est montrée, corrigez cette ligne.",
    en: "This diagram cannot be drawn ({reason}); its source is shown, correct this line.",
  },
  "chart-kind": {
    severity: "error",
    fr: "Il n'y a pas de graphique « {kind} » et le tableau est montré tel quel ; le plus proche est « {nearest} ».",
    en: "There is no chart “{kind}” and the table is shown as it is; the nearest is “{nearest}”.",
  },
  "chart-table": {
    severity: "error",
    fr: "Ce graphique n'a pas de tableau à dessiner ; écrivez une première ligne de noms, `| Année | Patients |`, puis une ligne par valeur.",
    en: "This chart has no table to draw; write a first row of names, `| Year | Patients |`, then one row a value.",
  },
  "chart-value": {
    severity: "error",
    fr: "« {value} » n'est pas un nombre et compte pour 0 dans le graphique ; corrigez cette case.",
    en: "“{value}” is not a number and counts as 0 in the chart; correct this cell.",
  },
  "code-language": {
    severity: "hint",
    fr: "Le langage « {language} » est inconnu et le code reste sans couleurs ; le plus proche que nous connaissons est « {nearest} ».",
    en: "The language “{language}” is unknown and the code has no colours; the nearest one we know is “{nearest}”.",
  },
  "formula-invalid": {
    severity: "error",
    fr: "Cette formule ne peut pas être dessinée ({reason}) ; sa source est montrée, corrigez-la.",
    en: "This formula cannot be drawn ({reason}); its source is shown, correct it.",
  },
  "footnote-unknown": {
    severity: "warning",
    fr: "La note « {label} » n'est pas définie sur cette diapositive ; ajoutez-y un paragraphe qui commence par `[^{label}]:`.",
    en: "The footnote “{label}” is not defined on this slide; add a paragraph to it that begins with `[^{label}]:`.",
  },
  "include-missing": {
    severity: "error",
    fr: "Le fichier à inclure « {file} » n'existe pas dans le dossier de la présentation ; donnez le chemin d'un fichier .md de ce dossier.",
    en: "The file to include, “{file}”, does not exist in the deck's folder; give the path of a .md file of that folder.",
  },
  "include-slide": {
    severity: "error",
    fr: "« {file} » n'a pas la diapositive « {slide} » et elle n'est pas incluse ; la plus proche est « {nearest} ».",
    en: "“{file}” does not have the slide “{slide}”, and it is not included; the nearest is “{nearest}”.",
  },
  "include-circle": {
    severity: "error",
    fr: "« {file} » s'inclut lui-même par ce chemin et n'est pas repris ici ; retirez cette ligne.",
    en: "“{file}” includes itself by this path and is not taken again here; remove this line.",
  },
  "include-many": {
    severity: "error",
    fr: "La présentation inclut plus de {limit} fois d'autres fichiers, et celui-ci n'est pas repris ; coupez-la en plusieurs.",
    en: "The deck includes other files more than {limit} times, and this one is not taken; cut the deck in several.",
  },
  "film-silent": {
    severity: "hint",
    fr: "Ce film démarre seul et restera muet, pour ne surprendre personne ; écrivez `sound` pour qu'on l'entende, ou `muted`.",
    en: "This film starts by itself and will be silent, so as to startle nobody; write `sound` to have it heard, or `muted`.",
  },
  "separator-invalid": {
    severity: "error",
    fr: "« {value} » n'est pas une expression régulière que nous comprenons ; le séparateur habituel est utilisé, simplifiez « {key} ».",
    en: "“{value}” is not a regular expression we understand; the usual separator is used, simplify “{key}”.",
  },
  "separator-slow": {
    severity: "error",
    fr: "« {value} » demande trop de calcul sur ce fichier ; le séparateur habituel est utilisé, simplifiez « {key} ».",
    en: "“{value}” needs too much work on this file; the usual separator is used, simplify “{key}”.",
  },
  "front-matter-invalid": {
    severity: "error",
    fr: "L'en-tête du fichier n'est pas valide à partir de « {text} » ; écrivez un réglage par ligne, `nom: valeur`. Aucun n'est lu en attendant.",
    en: "The front matter is not valid from “{text}” on; write one setting a line, `name: value`. None is read until then.",
  },
  "front-matter-large": {
    severity: "error",
    fr: "L'en-tête dépasse {limit} caractères et n'est pas lu ; gardez-y seulement les réglages.",
    en: "The front matter exceeds {limit} characters and is not read; keep only settings in it.",
  },
  "defaults-invalid": {
    severity: "error",
    fr: "Les réglages du dossier ne sont pas valides à partir de « {text} » ; écrivez un réglage par ligne, `nom: valeur`. Aucun n'est lu en attendant.",
    en: "The settings of the folder are not valid from “{text}” on; write one setting a line, `name: value`. None is read until then.",
  },
  "defaults-large": {
    severity: "error",
    fr: "Les réglages du dossier dépassent {limit} caractères et ne sont pas lus ; gardez seulement des réglages dans ce fichier.",
    en: "The settings of the folder exceed {limit} characters and are not read; keep only settings in this file.",
  },
  "theme-missing": {
    severity: "warning",
    fr: "Le thème « {file} » n'existe pas dans le dossier de la présentation, qui garde l'allure habituelle ; donnez le chemin d'un fichier .css de ce dossier.",
    en: "The theme “{file}” does not exist in the deck's folder, and the deck keeps the usual look; give the path of a .css file of that folder.",
  },
  "theme-unknown": {
    severity: "hint",
    fr: "« {theme} » n'est pas un thème d'ici et la présentation garde l'allure habituelle ; retirez-le, ou donnez un fichier .css.",
    en: "“{theme}” is no theme of ours and the deck keeps the usual look; remove it, or give a .css file.",
  },
  "theme-open": {
    severity: "error",
    fr: "L'accolade ouverte ici n'est jamais fermée ; ajoutez `}` après la dernière déclaration.",
    en: "The brace opened here is never closed; add `}` after the last declaration.",
  },
  "theme-rule": {
    severity: "warning",
    fr: "« {selector} » n'est pas permis dans un thème et n'est pas lu ; écrivez `:root`, `[data-scheme=\"dark\"]` ou `@font-face`.",
    en: '“{selector}” is not allowed in a theme and is not read; write `:root`, `[data-scheme="dark"]` or `@font-face`.',
  },
  "theme-token": {
    severity: "warning",
    fr: "Un thème ne peut pas régler « {property} » ; le plus proche qu'il peut régler est « {nearest} ».",
    en: "A theme cannot set “{property}”; the nearest one it can set is “{nearest}”.",
  },
  "theme-value": {
    severity: "warning",
    fr: "« {value} » ne convient pas à « {property} », qui attend {expected} ; la déclaration est ignorée.",
    en: "“{value}” does not suit “{property}”, which expects {expected}; the declaration is ignored.",
  },
  "theme-font": {
    severity: "warning",
    fr: "Cette police n'a pas de nom ou pas de fichier .woff2 et n'est pas chargée ; écrivez `font-family` et `src: url(\"police.woff2\")`.",
    en: 'This font has no name or no .woff2 file and is not loaded; write `font-family` and `src: url("font.woff2")`.',
  },
  "front-matter-unknown": {
    severity: "hint",
    fr: "Le réglage « {key} » est inconnu et sans effet ; le plus proche que nous connaissons est « {nearest} ».",
    en: "The setting “{key}” is unknown and has no effect; the nearest one we know is “{nearest}”.",
  },
  "front-matter-unused": {
    severity: "hint",
    fr: "Le réglage « {key} » de reveal-md n'a pas d'effet ici ; vous pouvez le retirer.",
    en: "The reveal-md setting “{key}” has no effect here; you can remove it.",
  },
  "front-matter-value": {
    severity: "warning",
    fr: "« {value} » ne convient pas au réglage « {key} », qui attend {expected} ; il est ignoré.",
    en: "“{value}” does not suit the setting “{key}”, which expects {expected}; it is ignored.",
  },
  "setting-value": {
    severity: "warning",
    fr: "« {value} » ne convient pas à « {key} », qui attend {expected} ; il est ignoré.",
    en: "“{value}” does not suit “{key}”, which expects {expected}; it is ignored.",
  },
  "key-duplicate": {
    severity: "warning",
    fr: "L'identifiant « {key} » est déjà pris par la diapositive de la ligne {other} ; celle-ci devient « {unique} », donnez-lui un autre nom.",
    en: "The id “{key}” already belongs to the slide of line {other}; this one becomes “{unique}”, give it another name.",
  },
  "directive-syntax": {
    severity: "warning",
    fr: '« {text} » n\'est pas compris dans ce réglage ; écrivez des paires nom="valeur" séparées par des espaces.',
    en: '“{text}” is not understood in this setting; write name="value" pairs separated by spaces.',
  },
} as const satisfies Record<string, Sentence>;
