import { sentences } from "../core/sentences.ts";

const SEVERITIES = ["error", "warning", "hint"] as const;

const MEANING = {
  error: "Something the author wrote is not shown.",
  warning: "It is shown otherwise than it was written.",
  hint: "It is shown as it was written, and could be better.",
} as const;

/** `docs/problems.md`: every kind of problem, from the table the compiler takes them from. */
export function problemList(): string {
  const parts = SEVERITIES.map((severity) => {
    const kinds = Object.entries(sentences).filter(
      ([, sentence]) => sentence.severity === severity,
    );
    const list = kinds.map(([code, { en, fr }]) => `### \`${code}\`\n\n${en}\n\n_${fr}_\n`);
    return `## ${severity}\n\n${MEANING[severity]}\n\n${list.join("\n")}`;
  });
  return `# Problems in decks

What \`check\` and the screens of the app may say of a deck. Each kind has a code that never changes its meaning, a sentence that
says what happened and the cure, in English and in French. This page is generated from \`core/sentences-*.ts\`; after a change
there, \`npx vitest run --config tests/vitest.config.ts docs --update\` writes it anew.

${parts.join("\n")}`;
}
