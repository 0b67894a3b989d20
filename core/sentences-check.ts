import type { Sentence } from "./sentence.ts";

/** What a check finds in a deck that plays. */
export const checkSentences = {
  "look-overflow": {
    severity: "error",
    fr: "« {text} » dépasse de {pixels} px la marge d'une diapositive de {size} ; raccourcissez, coupez la diapositive en deux, ou écrivez `fit: auto` dans l'en-tête.",
    en: "“{text}” runs {pixels} px past the margin of a slide of {size}; shorten it, cut the slide in two, or write `fit: auto` in the front matter.",
  },
  "look-clipped": {
    severity: "error",
    fr: "« {text} » est coupé de {pixels} px par son cadre sur une diapositive de {size} ; raccourcissez, ou agrandissez le cadre.",
    en: "“{text}” is cut by {pixels} px by its box on a slide of {size}; shorten it, or enlarge the box.",
  },
  "look-crossing": {
    severity: "error",
    fr: "« {text} » dépasse de {pixels} px sa colonne ou sa cellule sur une diapositive de {size} ; raccourcissez, ou élargissez la colonne.",
    en: "“{text}” runs {pixels} px out of its column or cell on a slide of {size}; shorten it, or widen the column.",
  },
  "look-contrast": {
    severity: "warning",
    fr: "« {text} » se détache mal de ce qui est derrière : un contraste de {ratio}:1, là où il faut {least}:1 ; changez sa couleur ou celle du fond.",
    en: "“{text}” does not stand out from what is behind it: a contrast of {ratio}:1, where {least}:1 is needed; change its colour or the one behind.",
  },
  "dark-contrast": {
    severity: "warning",
    fr: "En sombre, « {text} » se détache mal de ce qui est derrière : un contraste de {ratio}:1, là où il faut {least}:1 ; changez sa couleur ou celle du fond, ou écrivez `scheme: light` dans l'en-tête.",
    en: "On dark slides, “{text}” does not stand out from what is behind it: a contrast of {ratio}:1, where {least}:1 is needed; change its colour or the one behind, or write `scheme: light` in the front matter.",
  },
  "background-contrast": {
    severity: "warning",
    fr: "Le fond de cette diapositive est trop proche de la couleur du texte « {text} » : un contraste de {ratio}:1, là où il faut {least}:1 ; éclaircissez ou assombrissez le fond.",
    en: "The background of this slide is too close to the colour of the text “{text}”: a contrast of {ratio}:1, where {least}:1 is needed; make the background lighter or darker.",
  },
  "look-small": {
    severity: "warning",
    fr: "« {text} » ne mesure que {pixels} px sur une diapositive de {size}, trop peu pour être lu à deux mètres ; agrandissez le texte.",
    en: "“{text}” is only {pixels} px high on a slide of {size}, too small to be read from two metres; enlarge the text.",
  },
  "picture-undecodable": {
    severity: "error",
    fr: "Le fichier « {text} » ne peut pas être montré : il est absent, abîmé ou d'un format inconnu ; remplacez-le.",
    en: "The file “{text}” cannot be shown: it is missing, damaged or of an unknown format; replace it.",
  },
  "picture-vast": {
    severity: "warning",
    fr: "L'image « {text} » a {millions} millions de pixels, plus que le plus grand écran ({limit}) ; réduisez-la, pour qu'elle s'affiche sans attendre.",
    en: "The picture “{text}” has {millions} million pixels, more than the largest screen ({limit}); reduce it, so that it shows without delay.",
  },
  "character-lacking": {
    severity: "warning",
    fr: "Aucune police de l'application n'a le caractère « {character} » (U+{code}) : chaque ordinateur le dessinera autrement, ou comme un carré ; employez-en un autre, ou un dessin.",
    en: "No font of the application has the character “{character}” (U+{code}): each computer will draw it otherwise, or as a box; use another one, or a drawing.",
  },
  "asset-missing": {
    severity: "error",
    fr: "Le fichier « {file} » n'existe pas dans le dossier de la présentation ; copiez-le, ou corrigez son nom.",
    en: "The file “{file}” does not exist in the deck's folder; copy it there, or correct its name.",
  },
  "asset-huge": {
    severity: "warning",
    fr: "Le fichier « {file} » pèse {megabytes} Mo ; réduisez-le sous {limit} Mo, pour qu'il s'affiche sans attendre.",
    en: "The file “{file}” is {megabytes} MB; reduce it below {limit} MB, so that it shows without delay.",
  },
  "asset-unused": {
    severity: "hint",
    fr: "Aucune présentation de ce dossier n'emploie « {file} » ; retirez le fichier, ou montrez-le.",
    en: "No deck of this folder uses “{file}”; remove the file, or show it.",
  },
  "picture-unnamed": {
    severity: "warning",
    fr: "L'image « {file} » n'a pas de texte pour qui ne la voit pas ; écrivez ce qu'elle montre entre les crochets, ![ainsi](image.png).",
    en: "The picture “{file}” has no text for those who do not see it; write what it shows between the brackets, ![like this](picture.png).",
  },
  "drawing-unnamed": {
    severity: "warning",
    fr: "Ce dessin n'a pas de texte pour qui ne le voit pas ; commencez-le par <title>ce qu'il montre</title>, ou écrivez aria-hidden=\"true\" s'il ne fait que décorer.",
    en: 'This drawing has no text for those who do not see it; begin it with <title>what it shows</title>, or write aria-hidden="true" if it only decorates.',
  },
  "heading-order": {
    severity: "hint",
    fr: "Ce titre de niveau {level} vient sous un titre de niveau {above} ; employez le niveau {expected}, que les lecteurs d'écran attendent.",
    en: "This heading of level {level} comes below one of level {above}; use level {expected}, which screen readers expect.",
  },
  "seconds-short": {
    severity: "warning",
    fr: "{seconds} s ne suffisent pas pour lire les {words} mots de cette diapositive, il en faut {needed} ; allongez sa durée ou raccourcissez-la.",
    en: "{seconds} s are too few to read the {words} words of this slide, which take {needed}; lengthen its time or shorten it.",
  },
  "pair-missing": {
    severity: "warning",
    fr: "La diapositive « {key} » n'existe pas dans la version « {lang} » ; traduisez-la, ou donnez le même identifiant aux deux.",
    en: "The slide “{key}” does not exist in the “{lang}” version; translate it, or give both the same id.",
  },
  "pair-order": {
    severity: "warning",
    fr: "La diapositive « {key} » vient plus tôt dans la version « {lang} » ; mettez les deux dans le même ordre.",
    en: "The slide “{key}” comes earlier in the “{lang}” version; put both in the same order.",
  },
  "pair-untranslated": {
    severity: "warning",
    fr: "La diapositive « {key} » a le même titre, « {title} », dans la version « {lang} » ; traduisez-le.",
    en: "The slide “{key}” has the same title, “{title}”, in the “{lang}” version; translate it.",
  },
  "pair-untranslated-text": {
    severity: "warning",
    fr: "La diapositive « {key} » a le même texte, « {text} », dans la version « {lang} » ; traduisez-le, ou dites dans quelle langue il est par l'attribut lang.",
    en: "The slide “{key}” has the same text, “{text}”, in the “{lang}” version; translate it, or say what language it is in by the attribute lang.",
  },
} as const satisfies Record<string, Sentence>;
