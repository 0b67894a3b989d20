import type { Page } from "@playwright/test";
import type { Slide } from "../../core/deck.ts";

/** What is compared of a slide: what is seen, what is said, and what moves. */
export interface View {
  text: string;
  notes: string;
  /** Attributes of the section. */
  section: Record<string, string>;
  /** Every element in it, in order, with its attributes. */
  elements: { tag: string; attributes: Record<string, string> }[];
  /** Fragment groups, as Reveal numbers them. */
  steps: number;
}

export interface Separators {
  slide: string;
  below: string;
  notes: string;
}

/** The slides that Reveal's Markdown plugin makes of a text, in reading order. */
export async function theirView(
  page: Page,
  markdown: string,
  separators: Separators,
): Promise<View[]> {
  await page.evaluate(
    async ([text, { slide, below, notes }]) => {
      const section = document.createElement("section");
      section.dataset["markdown"] = "";
      section.dataset["separator"] = slide;
      section.dataset["separatorVertical"] = below;
      section.dataset["separatorNotes"] = notes;
      const template = document.createElement("textarea");
      template.dataset["template"] = "";
      template.textContent = text;
      section.append(template);
      const reveal = document.querySelector(".reveal") as HTMLElement;
      reveal.querySelector(".slides")?.replaceChildren(section);
      const { RevealMarkdown } = window as unknown as {
        RevealMarkdown: () => { init(deck: object): Promise<void> };
      };
      await RevealMarkdown().init({ getConfig: () => ({}), getRevealElement: () => reveal });
    },
    [markdown, separators] as const,
  );
  return read(page);
}

/** The slides that we make. */
export async function ourView(page: Page, slides: readonly Slide[]): Promise<View[]> {
  await page.evaluate((all) => {
    const sections = all.map(({ html, notes, attributes }) => {
      const section = document.createElement("section");
      section.innerHTML = html;
      // The colours and steps of code are another plugin's of Reveal.
      for (const code of section.querySelectorAll("pre > code")) {
        if (code.matches("code + code.fragment")) code.remove();
        else if (code.classList.contains("hljs")) {
          code.replaceChildren(code.textContent ?? "");
          code.classList.remove("hljs", "has-highlights");
          code.parentElement?.classList.remove("code-wrapper");
        }
      }
      for (const [name, value] of Object.entries(attributes)) section.setAttribute(name, value);
      const aside = document.createElement("aside");
      aside.className = "notes";
      aside.innerHTML = notes;
      if (notes !== "") section.append(aside);
      return section;
    });
    document.querySelector(".slides")?.replaceChildren(...sections);
  }, slides as Slide[]);
  return read(page);
}

/** Reads the sections of the page, then lets Reveal itself number the fragments. */
async function read(page: Page): Promise<View[]> {
  return page.evaluate(async () => {
    const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
    const attributesOf = (element: Element): Record<string, string> =>
      Object.fromEntries(
        [...element.attributes]
          .filter(({ name }) => !/^data-(?:markdown|markdown-parsed|separator.*)$/.test(name))
          .filter(({ name, value }) => name !== "class" || value !== "")
          .map(({ name, value }): [string, string] => [name, value])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    const slides = document.querySelector(".slides") as HTMLElement;
    const sections = [...slides.querySelectorAll("section")].filter(
      (section) => !section.querySelector("section"),
    );
    const views = sections.map((section) => {
      const copy = section.cloneNode(true) as HTMLElement;
      const notes = copy.querySelector("aside.notes");
      notes?.remove();
      // Where a block begins or ends there is a space to the eye, whether the source has one or not.
      const blocks = "p,div,li,ul,ol,h1,h2,h3,h4,h5,h6,tr,td,th,blockquote,pre,br,hr,summary";
      for (const each of [copy, notes]) {
        for (const block of each?.querySelectorAll(blocks) ?? []) {
          block.before(" ");
          block.after(" ");
        }
      }
      return {
        text: plain(copy.textContent),
        notes: plain(notes?.textContent ?? ""),
        section: attributesOf(copy),
        elements: [...copy.querySelectorAll("*")].map((element) => ({
          tag: element.localName,
          attributes: attributesOf(element),
        })),
        steps: 0,
      };
    });
    const reveal = new (
      window as unknown as {
        Reveal: new (root: Element) => { initialize(): Promise<void>; destroy(): void };
      }
    ).Reveal(document.querySelector(".reveal") as Element);
    await reveal.initialize();
    sections.forEach((section, index) => {
      const indexes = [...section.querySelectorAll(".fragment")].map((one) =>
        one.getAttribute("data-fragment-index"),
      );
      const view = views[index];
      if (view) view.steps = new Set(indexes).size;
    });
    reveal.destroy();
    return views;
  });
}
