/**
 * A deck of so many slides, the same at every call, about 400 bytes a slide: of ten slides one title, three with text
 * and a list, one with fragments, one table, two pictures, one with code, one with a formula; notes on every third.
 *
 * @param {number} count
 * @param {"reveal" | "marp"} dialect they differ in how notes and fragments are written.
 */
export function deck(count, dialect = "reveal") {
  const slides = Array.from({ length: count }, (_, index) => slide(index, dialect));
  return (dialect === "marp" ? "---\nmarp: true\n---\n\n" : "") + slides.join("\n\n---\n\n") + "\n";
}

const VOCABULARY =
  `Une cellule vivante fabrique la molécule ; le procédé la purifie avec soin. Les équipes mesurent chaque étape et
  notent ce qui change. Un bioréacteur garde la température, l'oxygène et l'acidité stables pendant des jours.`.split(
    /\s+/,
  );

/** @param {number} count @param {number} seed */
function words(count, seed) {
  const chosen = Array.from(
    { length: count },
    (_, index) => VOCABULARY[(seed * 7 + index * 3) % VOCABULARY.length],
  );
  return chosen.join(" ");
}

/** @param {number} index @param {string} dialect */
function slide(index, dialect) {
  const kind = index % 10;
  const heading =
    kind === 0 ? `# Partie ${index / 10 + 1}` : `## Diapositive ${index + 1} : ${words(4, index)}`;
  const notes = dialect === "marp" ? `<!-- ${words(22, index)} -->` : `Note: ${words(22, index)}`;
  return [heading, body(kind, index, dialect), ...(index % 3 === 0 ? [notes] : [])].join("\n\n");
}

/** @param {number} kind @param {number} index @param {string} dialect */
function body(kind, index, dialect) {
  switch (kind) {
    case 0:
      return `${words(12, index)}\n\n**${words(6, index + 1)}**`;
    case 4:
      return [1, 2, 3, 4].map((item) => fragment(words(7, index + item), dialect)).join("\n");
    case 5:
      return `| Étape | Durée | Note |\n|---|---:|---|\n${[1, 2, 3, 4].map((row) => `| ${words(2, index + row)} | ${row * 3} h | ${words(3, row)} |`).join("\n")}`;
    case 6:
    case 7:
      return `![${words(4, index)}](images/cellule-${index % 24}.svg)\n\n${words(20, index)}`;
    case 8:
      return `\`\`\`js\nfunction doser(lot) {\n  const masse = lot.mesures.map((m) => m.valeur * 2);\n  return masse.reduce((a, b) => a + b, 0) / masse.length;\n}\n\`\`\`\n\n${words(12, index)}`;
    case 9:
      return `${words(15, index)}\n\n$$\\frac{dX}{dt} = \\mu_{max} \\frac{S}{K_S + S} X$$\n\n${words(10, index)}`;
    default:
      return `${words(25, index)} *${words(3, index)}* et [un lien](https://example.org/${index}).\n\n- ${words(7, index + 1)}\n- **${words(3, index + 2)}** ${words(5, index)}\n- ${words(6, index + 3)}`;
  }
}

/** @param {string} text @param {string} dialect */
function fragment(text, dialect) {
  return dialect === "marp" ? `* ${text}` : `- ${text} <!-- .element: class="fragment" -->`;
}
