/** What has a name of its own to assistive technology, unlike running text. */
const NAMED = "img, video, audio, svg, table, figure";
const OWN_NAME = "[alt], [aria-label], [aria-labelledby]";

/**
 * A browser shows titles as tooltips, which nobody can take off a booth's screen: they become the names and descriptions
 * that only assistive technology reads.
 */
export function withoutTooltips(content: DocumentFragment): DocumentFragment {
  for (const element of content.querySelectorAll("[title]")) {
    const nameless = element.matches(NAMED) && !element.matches(OWN_NAME);
    element.setAttribute(
      nameless ? "aria-label" : "aria-description",
      element.getAttribute("title") ?? "",
    );
    element.removeAttribute("title");
  }
  for (const title of content.querySelectorAll("svg title")) nameBy(title);
  return content;
}

/** The title of a drawing or of a part of it becomes its name; what refers to the title by its id still finds it. */
function nameBy(title: Element): void {
  const named = title.parentElement;
  const text = title.textContent?.trim() ?? "";
  if (named && text !== "" && !named.matches(OWN_NAME)) named.setAttribute("aria-label", text);
  if (!title.id) return title.remove();
  const kept = document.createElementNS(title.namespaceURI, "desc");
  kept.id = title.id;
  kept.textContent = title.textContent;
  title.replaceWith(kept);
}
