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

/** Which deck states which facts. */
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
};
