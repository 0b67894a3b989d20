/** Functions that run in a page and describe what an audience would see. Each stands alone: Playwright sends its source. */

/** The slide on stage, element by element, its background, its neighbours, and what plays. */
export function lookAtStage() {
  const round = (n: number) => Math.round(n * 2) / 2 || 0;
  const reveal = document.querySelector(".reveal") as HTMLElement;
  const sections = [...document.querySelectorAll<HTMLElement>(".slides > section")];
  const present = document.querySelector<HTMLElement>(".slides > section.present");
  const at = present ? sections.indexOf(present) : -1;

  function attributesOf(element: Element): string {
    return (
      [...element.attributes]
        .map(({ name, value }) => {
          if (name === "class")
            return `class=${value.split(/\s+/).filter(Boolean).toSorted().join(" ")}`;
          if (name === "style") return `style=${styleOf(element as HTMLElement)}`;
          // Left by an animation that has ended or never ran for this slide.
          if (name === "data-auto-animate" && value === "pending") return `${name}=`;
          return `${name}=${value}`;
        })
        // How a picture is decoded is ours to choose; which number an animation got depends on history.
        .filter(
          (text) =>
            !/^(decoding|loading|data-auto-animate-target|data-muted-by-reveal)=/.test(text),
        )
        .filter((text) => text !== "class=" && text !== "style=")
        .toSorted()
        .join(" ")
    );
  }
  function styleOf(element: HTMLElement): string {
    return [...element.style]
      .map((name) => `${name}:${element.style.getPropertyValue(name)}`)
      .toSorted()
      .join(";");
  }
  function computed(element: Element): string {
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    return [
      [x, y, width, height].map(round).join(","),
      style.display,
      style.visibility,
      Number(style.opacity).toFixed(2),
      style.transform,
      style.color,
      style.fontSize,
      style.textDecorationLine,
    ].join(" ");
  }
  function describe(element: Element): string[] {
    return [element, ...element.querySelectorAll("*")].map(
      (one) => `${one.tagName} ${attributesOf(one)} | ${computed(one)}`,
    );
  }
  function neighbour(offset: number): string {
    const section = sections[at + offset];
    if (!section) return "none";
    const shown = section.querySelectorAll(".fragment.visible").length;
    const style = getComputedStyle(section);
    // What a slide remembers of an earlier visit is lost when it leaves the document, and is set anew when it is shown.
    const attributes = attributesOf(section)
      .replace(/data-fragment=\S+ /, "")
      .replace(/data-auto-animate=\w+/, "data-auto-animate=")
      // A fitted text or a stretched picture comes nearer to its size each time it is asked.
      .replace(section.querySelector(".r-fit-text, .r-stretch") ? /top:[\d.]+px/ : "", "");
    return `${attributes} ${shown} shown | ${style.opacity} ${style.transform} ${style.visibility}`;
  }
  function seenBackgrounds(): string[] {
    type WithBackground = HTMLElement & { slideBackgroundElement?: HTMLElement };
    return sections.flatMap((section: WithBackground) => {
      const background = section.slideBackgroundElement;
      if (!background) return section === present ? ["missing"] : [];
      const style = getComputedStyle(background);
      const seen =
        style.display !== "none" && style.visibility !== "hidden" && Number(style.opacity) > 0;
      if (!seen && section !== present) return [];
      const content = background.firstElementChild as HTMLElement;
      const image = getComputedStyle(content).backgroundImage.replace(/http:..[^/]*/g, "");
      return [
        `${section.dataset["n"]}: ${attributesOf(background)} | ${style.opacity} ${style.transform} ${style.backgroundColor} ${style.backgroundImage} | ${image} ${content.children.length}`,
      ];
    });
  }
  function playing(): string[] {
    return [...document.querySelectorAll<HTMLMediaElement>("video, audio")]
      .filter((media) => !media.paused)
      .map(
        (media) =>
          `${media.querySelector("source")?.getAttribute("src") ?? media.getAttribute("src")}`,
      )
      .toSorted();
  }

  return {
    slide: present?.dataset["n"] ?? "none",
    elements: present ? describe(present) : [],
    neighbours: [-2, -1, 1, 2].map(neighbour),
    backgrounds: seenBackgrounds(),
    classes: [...reveal.classList]
      .filter((c) => c !== "has-horizontal-slides")
      .toSorted()
      .join(" "),
    body: [...document.body.classList].toSorted().join(" "),
    slidesStyle: styleOf(document.querySelector(".slides") as HTMLElement),
    said: document.querySelector(".aria-status")?.textContent ?? "",
    playing: playing(),
  };
}

/** Every running transition, with its ends, speed and easing: what a move looks like, not only where it leads. */
export function lookAtMotion(): string[] {
  const nameOf = (element: Element | null): string => {
    if (!element) return "?";
    const section = element.closest<HTMLElement>(".slides > section");
    if (section) {
      const path =
        element === section ? "" : `${element.tagName} ${element.textContent?.trim().slice(0, 20)}`;
      return `slide ${section.dataset["n"]} ${path}`;
    }
    const owner = [
      ...document.querySelectorAll<HTMLElement & { slideBackgroundElement?: Element }>(
        ".slides > section",
      ),
    ].find((one) => one.slideBackgroundElement?.contains(element));
    return owner ? `background ${owner.dataset["n"]}` : element.className;
  };
  // A nested fragment starts with whatever frame its parent's visibility changes in.
  const nested = (effect: KeyframeEffect) =>
    effect.target?.parentElement?.closest(".fragment") && effect.target.matches(".fragment");
  return document
    .getAnimations()
    .filter(({ effect }) => effect instanceof KeyframeEffect && !nested(effect))
    .map((animation) => {
      const effect = animation.effect as KeyframeEffect;
      const { duration, delay, easing } = effect.getTiming();
      const property = (animation as CSSTransition).transitionProperty;
      const frames = effect.getKeyframes();
      const ends = frames.map((frame) =>
        String((frame as Record<string, unknown>)[camel(property)]),
      );
      return `${nameOf(effect.target)}: ${property} ${ends.join(" → ")} in ${Number(duration)} after ${delay} ${easing} ${frames[0]?.easing}`;
    })
    .toSorted();

  function camel(property: string): string {
    return property.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  }
}

/**
 * Brings every transition to its end, and resolves when nothing moves and the pictures near the stage are there. Plain
 * Reveal lays a slide out before its texts are fitted, and again at the next move: both are laid out again here.
 */
export async function settled(): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame);
  const near = ".slides > section:not([style*='display: none']) img";
  const calm = () =>
    document.getAnimations().length === 0 &&
    window.player.arranged() &&
    [...document.querySelectorAll<HTMLImageElement>(near)].every((image) => image.complete);
  for (let still = 0; still < 4; still = calm() ? still + 1 : 0) {
    await frame();
    for (const animation of document.getAnimations()) animation.finish();
    window.player.endScroll();
  }
  // The fitter comes nearer to its size each time it is asked.
  const fits = document.querySelector(".slides > .present .r-fit-text") ? 4 : 0;
  for (let fit = 0; fit < fits; fit += 1) {
    window.player.fit();
    await frame();
  }
  window.player.layout();
}
