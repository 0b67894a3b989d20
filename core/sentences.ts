import type { Severity } from "./deck.ts";

/**
 * Every kind of problem a deck can have: how bad it is, and what the author reads, cause first, cure second.
 * `{name}` is filled in by `problem()`, which refuses a call that forgets one. Codes never change their meaning:
 * scripts filter on them. `docs/problems.md` is generated from this table.
 *
 * error: something the author wrote is not shown. warning: it is shown otherwise than written. hint: it could be better.
 */
export const sentences = {
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
  "container-open": {
    severity: "warning",
    fr: "Le bloc « ::: {name} » n'est jamais fermé ; ajoutez une ligne `:::` à sa fin.",
    en: "The container “::: {name}” is never closed; add a line `:::` at its end.",
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
  "element-removed": {
    severity: "error",
    fr: "L'élément <{tag}> n'est pas permis dans une présentation et disparaît avec son contenu ; retirez-le.",
    en: "The element <{tag}> is not allowed in a deck and vanishes with its content; remove it.",
  },
  "element-unwrapped": {
    severity: "warning",
    fr: "L'élément <{tag}> n'est pas permis dans une présentation ; seul son contenu est montré.",
    en: "The element <{tag}> is not allowed in a deck; only its content is shown.",
  },
  "attribute-removed": {
    severity: "warning",
    fr: "L'attribut « {name} » n'est pas permis sur <{tag}> ; il est retiré.",
    en: "The attribute “{name}” is not allowed on <{tag}>; it is removed.",
  },
  "attribute-value": {
    severity: "warning",
    fr: "La valeur « {value} » de l'attribut « {name} » n'est pas permise ; l'attribut est retiré.",
    en: "The value “{value}” of the attribute “{name}” is not allowed; the attribute is removed.",
  },
  "style-removed": {
    severity: "warning",
    fr: "La déclaration de style « {declaration} » n'est pas permise ; elle est retirée.",
    en: "The style declaration “{declaration}” is not allowed; it is removed.",
  },
  "url-remote": {
    severity: "error",
    fr: "« {url} » vient d'Internet et ne sera pas chargé : rien ne l'est pendant une présentation. Enregistrez le fichier à côté de la présentation et donnez son nom.",
    en: "“{url}” comes from the Internet and will not be loaded: nothing is during a show. Save the file beside the deck and give its name.",
  },
  "url-refused": {
    severity: "error",
    fr: "L'adresse « {url} » n'est pas permise ici ; donnez le nom d'un fichier du dossier de la présentation.",
    en: "The address “{url}” is not allowed here; give the name of a file in the deck's folder.",
  },
  "url-outside": {
    severity: "error",
    fr: "« {url} » sort du dossier de la présentation ; copiez le fichier dans ce dossier.",
    en: "“{url}” leaves the deck's folder; copy the file into that folder.",
  },
  "url-backslash": {
    severity: "hint",
    fr: "« {url} » emploie des barres obliques inverses ; écrivez `/`, qui marche partout.",
    en: "“{url}” uses backslashes; write `/`, which works everywhere.",
  },
  "link-refused": {
    severity: "hint",
    fr: "Le lien « {url} » ne mènera nulle part ; seuls les liens https:// et les liens vers une diapositive, #/son-identifiant, sont gardés.",
    en: "The link “{url}” will lead nowhere; only https:// links and links to a slide, #/its-id, are kept.",
  },
  "link-target": {
    severity: "warning",
    fr: "Aucune diapositive ne s'appelle « {key} » ; la plus proche est « {nearest} ».",
    en: "No slide is called “{key}”; the nearest is “{nearest}”.",
  },
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
  "look-small": {
    severity: "warning",
    fr: "« {text} » ne mesure que {pixels} px sur une diapositive de {size}, trop peu pour être lu à deux mètres ; agrandissez le texte.",
    en: "“{text}” is only {pixels} px high on a slide of {size}, too small to be read from two metres; enlarge the text.",
  },
  "picture-undecodable": {
    severity: "error",
    fr: "L'image « {text} » ne peut pas être affichée : le fichier est absent, abîmé ou d'un format inconnu ; remplacez-la.",
    en: "The picture “{text}” cannot be shown: the file is missing, damaged or of an unknown format; replace it.",
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
  "heading-order": {
    severity: "hint",
    fr: "Ce titre de niveau {level} suit un titre de niveau {above} ; employez le niveau {expected}, que les lecteurs d'écran attendent.",
    en: "This heading of level {level} follows one of level {above}; use level {expected}, which screen readers expect.",
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
  "compile-slow": {
    severity: "error",
    fr: "La présentation demande plus de {seconds} s de calcul et a été arrêtée ; coupez-la, ou simplifiez sa plus grande diapositive.",
    en: "The deck needs more than {seconds} s of work and was stopped; cut it, or simplify its largest slide.",
  },
  "compile-failed": {
    severity: "error",
    fr: "La présentation n'a pas pu être lue jusqu'au bout ({reason}) ; coupez-la, ou simplifiez sa plus grande diapositive.",
    en: "The deck could not be read to its end ({reason}); cut it, or simplify its largest slide.",
  },
} as const satisfies Record<string, Sentence>;

export type Code = keyof typeof sentences;

interface Sentence {
  severity: Severity;
  fr: string;
  en: string;
}
