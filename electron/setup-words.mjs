// @ts-check
// Every sentence the set-up says to a person, in both languages. `{}` stands for the one detail.

/** @typedef {"fr" | "en"} Language */
/** @typedef {keyof typeof sentences} Sentence */
/** @typedef {(sentence: Sentence, detail?: string) => void} Say */

const sentences = {
  waiting: {
    fr: "Un autre démarrage (processus {}) prépare déjà l’application : attente de sa fin.",
    en: "Another start (process {}) is already preparing the application: waiting for it to finish.",
  },
  packages: {
    fr: "Installation des paquets listés dans package-lock.json (une minute environ)…",
    en: "Installing the packages listed in package-lock.json (about a minute)…",
  },
  packagesFailed: {
    fr: "Les paquets n’ont pas pu être installés ({}) : vérifiez la connexion et l’espace disque, puis relancez.",
    en: "The packages could not be installed ({}): check the connection and the disk space, then start again.",
  },
  nodeTooOld: {
    fr: "Le Node de cette machine ({}) est trop ancien et celui du paquet « node » ne s’est pas installé : installez Node 24.",
    en: "This machine’s Node ({}) is too old and the one of the “node” package did not install: install Node 24.",
  },
  build: {
    fr: "Construction de l’application…",
    en: "Building the application…",
  },
  buildFailed: {
    fr: "La construction de l’application a échoué ({}) : corrigez l’erreur ci-dessus, puis relancez.",
    en: "Building the application failed ({}): fix the error above, then start again.",
  },
  incomplete: {
    fr: "Cette copie de l’application est incomplète ({} manque) : réinstallez-la.",
    en: "This copy of the application is incomplete ({} is missing): install it again.",
  },
  electron: {
    fr: "Téléchargement d’Electron, une seule fois (environ 100 Mo)…",
    en: "Downloading Electron, only this once (about 100 MB)…",
  },
  electronProgress: {
    fr: "Electron : {} Mo reçus.",
    en: "Electron: {} MB received.",
  },
  electronFailed: {
    fr: "Electron n’a pas pu être téléchargé ({}) : l’application s’en passe et ne réessaiera que demain, ou avec --shell electron.",
    en: "Electron could not be downloaded ({}): the application does without it and will try again tomorrow, or with --shell electron.",
  },
  electronAbsent: {
    fr: "Electron n’est pas installé ({}) : relancez sans --shell electron pour utiliser le navigateur de cette machine.",
    en: "Electron is not installed ({}): start without --shell electron to use this machine’s browser.",
  },
  cannotRemember: {
    fr: "L’échec du téléchargement n’a pas pu être noté dans {} : il sera retenté au prochain démarrage.",
    en: "The failed download could not be noted in {}: it will be tried again at the next start.",
  },
  browser: {
    fr: "Aucun navigateur sur cette machine : installation de Chromium par apt-get…",
    en: "No browser on this machine: installing Chromium with apt-get…",
  },
  tools: {
    fr: "Installation des outils de test par apt-get : {}.",
    en: "Installing the test tools with apt-get: {}.",
  },
  aptFailed: {
    fr: "L’installation par apt-get a échoué ({}) : vérifiez la connexion, puis relancez.",
    en: "Installing with apt-get failed ({}): check the connection, then start again.",
  },
  noBrowser: {
    fr: "Aucun navigateur trouvé : installez Google Chrome, Chromium ou Microsoft Edge, ou donnez son chemin dans MTINOV_BROWSER.",
    en: "No browser found: install Google Chrome, Chromium or Microsoft Edge, or give its path in MTINOV_BROWSER.",
  },
  browserOverride: {
    fr: "MTINOV_BROWSER désigne {}, qui n’est pas un programme exécutable : corrigez ou retirez cette variable.",
    en: "MTINOV_BROWSER names {}, which is not an executable program: correct or remove this variable.",
  },
  unexpected: {
    fr: "La préparation s’est arrêtée : {}.",
    en: "The set-up stopped: {}.",
  },
  stageFailed: {
    fr: "Arrêt : l’étape « {} » a échoué ; sa cause est ci-dessus.",
    en: "Stopped: the stage “{}” failed; its cause is above.",
  },
  toolsMissing: {
    fr: "Les essais de bout en bout ne peuvent pas tourner ici, il manque {} : installez-les, ou relancez en root sur Debian.",
    en: "The end-to-end tests cannot run here, {} are missing: install them, or start again as root on Debian.",
  },
};

/** Both languages of every sentence. */
export const allSentences = /** @type {Record<Sentence, Record<Language, string>>} */ (sentences);

/** A reason to stop the set-up, told to the person in one sentence. */
export class SetupFailure extends Error {
  /** @param {Sentence} sentence @param {string} [detail] */
  constructor(sentence, detail = "") {
    super(`${sentence} ${detail}`.trim());
    this.sentence = sentence;
    this.detail = detail;
  }
}

/**
 * English when the locale starts with `en`, French otherwise. The first variable that is set decides, as in POSIX.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Language}
 */
export function languageOf(env) {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return locale.toLowerCase().startsWith("en") ? "en" : "fr";
}

/** @param {Sentence} sentence @param {Language} language @param {string} [detail] */
export function sentenceIn(language, sentence, detail = "") {
  return sentences[sentence][language].replace("{}", () => detail);
}

/**
 * How the set-up talks: one sentence, one line, on stderr (stdout belongs to results).
 * @param {NodeJS.ProcessEnv} env
 * @returns {Say}
 */
export function sayIn(env) {
  const language = languageOf(env);
  return (sentence, detail) =>
    void process.stderr.write(`${sentenceIn(language, sentence, detail)}\n`);
}
