import type { Lang } from "../core/deck.ts";

/**
 * What the visible text of one slide naming the fact must say: patterns on plain text, which is lower case and without
 * accents (see `plain`). All those of a fact must match the same slide.
 */
export const TERMS = {
  F1: {
    fr: [/5 juillet 2024/, /premiere/, /journee nationale de la bioproduction de biomedicaments/],
    en: [/5 july 2024/, /first/, /national day of biomedicine bioproduction/],
  },
  F2: {
    fr: [/communique/, /nancy, 4 juillet 2024/],
    en: [/press release/, /nancy, 4 july 2024/],
  },
  F3: {
    fr: [/mtinov/, /integrateur de biotherapie-bioproduction de nancy/, /2024/, /quatrieme annee/],
    en: [/mtinov/, /nancy's biotherapy-bioproduction integrator/, /2024/, /fourth year/],
  },
  F4: {
    fr: [/mtinov/, /recherche/, /medicaments de therapie innovante/],
    en: [
      /mtinov/,
      /research/,
      /innovative therapy medicines/,
      /advanced therapy medicinal products/,
    ],
  },
  F5: {
    fr: [
      /collaboration etroite/,
      /hospitalo-universitaires de l'utct, unite de therapie cellulaire et banque de tissus/,
      /chru de nancy/,
      /chercheurs et enseignants-chercheurs du lrgp, laboratoire reactions et genie des procedes/,
      /universite de lorraine/,
    ],
    en: [
      /close collaboration/,
      /hospital-university staff of the utct/,
      /cell therapy unit and tissue bank/,
      /chru de nancy/,
      /researchers and teacher-researchers of the lrgp/,
      /universite de lorraine/,
    ],
  },
  F6: {
    fr: [
      /biomedicament/,
      /medicament biologique/,
      /substance active/,
      /macromolecule/,
      /therapeutique/,
      /vivant fabrique/,
    ],
    en: [
      /biomedicine/,
      /biological medicine/,
      /active substance/,
      /macromolecule/,
      /therapeutic/,
      /living matter makes/,
    ],
  },
  F7: {
    fr: [
      /famille/,
      /anticorps monoclonaux/,
      /vaccins/,
      /a base de cellules/,
      /therapie cellulaire innovante/,
    ],
    en: [
      /family/,
      /monoclonal antibodies/,
      /vaccines/,
      /based on cells/,
      /innovative cell therapy/,
    ],
  },
  F8: {
    fr: [/medicament traditionnel/, /plutot par la chimie/, /extrait d'une plante/, /synthetise/],
    en: [
      /traditional medicine/,
      /mostly from chemistry/,
      /extracted from a plant/,
      /synthesised from scratch/,
    ],
  },
  F9: {
    fr: [/vient du vivant/, /cellule vivante/, /cellules humaines/, /produits derives/],
    en: [/comes from life/, /living cell/, /human cells/, /derived products/],
  },
  F10: {
    fr: [/patients/, /deja/, /molecules chimiques/, /par exemple/, /cancer/],
    en: [/patients/, /already/, /chemical molecules/, /one example/, /cancer/],
  },
  F11: {
    fr: [/\bbut\b/, /efficacite/, /molecules chimiques/, /ne peuvent pas atteindre/],
    en: [/\baim\b/, /efficacy/, /chemical molecules/, /cannot reach/],
  },
  F12: {
    fr: [/biomedicament/, /permet de traiter/, /la cause/, /la maladie/],
    en: [/biomedicine/, /makes it possible to treat/, /the cause/, /the disease/],
  },
  F13: {
    fr: [
      /2020/,
      /mtinov est cree/,
      /appel a projets du grand defi biomedicament/,
      /reveler, ou reconnaitre/,
      /plateformes nationales academiques/,
      /de pointe/,
      /production/,
    ],
    en: [
      /2020/,
      /mtinov was created/,
      /grand defi biomedicament's call for projects/,
      /reveal, or recognise/,
      /national academic platforms/,
      /leading edge/,
      /production/,
    ],
  },
  F14: {
    fr: [
      /chru et le lrgp/,
      /deja des projets ensemble/,
      /candidature est acceptee/,
      /integrateur industriel/,
    ],
    en: [
      /chru and lrgp/,
      /already shared projects/,
      /application is accepted/,
      /integrateur industriel/,
      /industrial integrator/,
    ],
  },
  F15: {
    fr: [/france 2030/, /integrateur biotherapie bioproduction/, /ibb/, /second label/],
    en: [/france 2030/, /integrateur biotherapie bioproduction/, /ibb/, /second label/],
  },
  F16: {
    fr: [/mtinov s'associe/, /industriels/, /projets/, /etat soutien/],
    en: [/mtinov teams up/, /industrial companies/, /projects/, /state support/],
  },
  F17: {
    fr: [
      /equipe/,
      /recherche plus fondamentale/,
      /types de cellules/,
      /proprietes immunologiques/,
      /immunotherapie/,
      /cancers/,
      /virus/,
    ],
    en: [
      /team/,
      /more fundamental research/,
      /cell types/,
      /immunological properties/,
      /immunotherapy/,
      /cancers/,
      /viruses/,
    ],
  },
  F18: {
    fr: [/certains travaux/, /transfert/, /clinique/],
    en: [/some of this work/, /transfer/, /clinic/],
  },
  F19: {
    fr: [
      /essais cliniques/,
      /lances au chru/,
      /notamment/,
      /detresse respiratoire aigue/,
      /sdra/,
      /covid-19/,
    ],
    en: [
      /clinical trials/,
      /started at the chru/,
      /notably/,
      /acute respiratory distress/,
      /ards/,
      /covid-19/,
    ],
  },
  F20: {
    fr: [
      /resultats/,
      /ensemble/,
      /industriels/,
      /chercheurs/,
      /hospitaliers/,
      /au plus pres/,
      /besoins des patients/,
    ],
    en: [
      /results/,
      /together/,
      /industry/,
      /researchers/,
      /hospital staff/,
      /close to patients' needs/,
    ],
  },
  F21: {
    fr: [
      /grand est/,
      /juillet 2024/,
      /mtinov/,
      /essentiel/,
      /bioproduction de medicaments de therapie innovante/,
    ],
    en: [
      /grand est/,
      /july 2024/,
      /mtinov/,
      /main developer/,
      /innovative therapy medicine bioproduction/,
    ],
  },
} satisfies Record<string, Record<Lang, RegExp[]>>;

/** A fact the bundled decks state, by its number. */
export type Fact = keyof typeof TERMS;

/**
 * Which deck states which facts in full. Others are touched upon there in fewer words, and say the fact's key term.
 */
export const STATED: Record<string, Fact[]> = {
  biomedicament: ["F4", "F6", "F7", "F8", "F9", "F10", "F11", "F12"],
  mtinov: [
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F13",
    "F14",
    "F15",
    "F16",
    "F17",
    "F18",
    "F19",
    "F20",
    "F21",
  ],
  journee: ["F1", "F2", "F3", "F6", "F21"],
  visite: ["F2", "F6", "F11"],
  expose: [
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F10",
    "F11",
    "F12",
    "F13",
    "F14",
    "F15",
    "F16",
    "F17",
    "F18",
    "F19",
    "F20",
    "F21",
  ],
};

/** What any slide that names a fact must say, however short it is. */
export const KEY: Record<Fact, Record<Lang, RegExp>> = {
  F1: { fr: /5 juillet 2024/, en: /5 july 2024/ },
  F2: { fr: /communique.*nancy, 4 juillet 2024/, en: /press release.*nancy, 4 july 2024/ },
  F3: { fr: /2024.*quatrieme annee/, en: /fourth year.*2024|2024.*fourth year/ },
  F4: { fr: /medicaments de therapie innovante/, en: /innovative therapy medicines/ },
  F5: { fr: /utct.*universite de lorraine.*lrgp/, en: /utct.*universite de lorraine.*lrgp/ },
  F6: { fr: /vivant.*substance active/, en: /living matter makes its active substance/ },
  F7: { fr: /anticorps monoclonaux/, en: /monoclonal antibodies/ },
  F8: { fr: /chimie/, en: /chemistry/ },
  F9: { fr: /vivant/, en: /living|life/ },
  F10: { fr: /deja/, en: /already/ },
  F11: { fr: /\bbut\b.*efficacite/, en: /\baim\b.*efficacy/ },
  F12: { fr: /permet de traiter/, en: /makes it possible to treat/ },
  F13: { fr: /2020/, en: /2020/ },
  F14: { fr: /integrateur industriel/, en: /industrial integrator|integrateur industriel/ },
  F15: { fr: /france 2030.*ibb/, en: /france 2030.*ibb/ },
  F16: { fr: /industriels/, en: /industrial companies/ },
  F17: { fr: /pourraient servir/, en: /may (serve|be used)|could serve/ },
  F18: { fr: /transfert/, en: /transfer/ },
  F19: { fr: /essais cliniques/, en: /clinical trials/ },
  F20: { fr: /ensemble/, en: /together/ },
  F21: { fr: /grand est.*juillet 2024/, en: /grand est.*july 2024|july 2024.*region/ },
};
