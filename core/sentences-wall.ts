import type { Sentence } from "./sentence.ts";

/** What wall 1 takes away, and where links and files lead. */
export const wallSentences = {
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
  "option-unknown": {
    severity: "warning",
    fr: "Le réglage « {name} » n'existe pas pour une diapositive et reste sans effet ; le plus proche que nous connaissons est « {nearest} ».",
    en: "A slide has no setting “{name}” and it has no effect; the nearest one we know is “{nearest}”.",
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
  "link-mode": {
    severity: "warning",
    fr: "La diapositive « {key} » ne se joue qu'en mode « {mode} » ; dans l'autre, ce lien ne mène nulle part : jouez les deux ensemble, ou donnez-lui une autre cible.",
    en: "The slide “{key}” plays in the mode “{mode}” alone; in the other this link leads nowhere: play both together, or give it another target.",
  },
  "link-target": {
    severity: "warning",
    fr: "Aucune diapositive ne s'appelle « {key} » ; la plus proche est « {nearest} ».",
    en: "No slide is called “{key}”; the nearest is “{nearest}”.",
  },
} as const satisfies Record<string, Sentence>;
