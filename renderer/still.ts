/**
 * Holds a picture: nothing of it plays, moves or blinks, and then goes on where it was. A stage under a curtain is held,
 * so that a frozen one does not change by a pixel, and a black one makes no sound.
 */
export interface Still {
  hold(): void;
  release(): void;
}

/** Pictures that may move by themselves. Browsers can't stop one: it is shown as it would be before it moves. */
const MAY_MOVE = /\.(gif|webp|avif|apng)(?:[?#]|$)/i;

export function openStill(root: HTMLElement): Still {
  /** How to let each thing go on. */
  let undo: (() => void)[] = [];
  let held = false;
  // What starts while the stage is held (a video that was still loading) is held too.
  root.addEventListener(
    "play",
    ({ target }) => {
      if (held && target instanceof HTMLMediaElement) pause(target);
    },
    { capture: true },
  );

  function pause(media: HTMLMediaElement): void {
    if (media.paused) return;
    media.pause();
    undo.push(() => {
      // A refusal to play is no fault of the slide: the audience sees its first picture.
      if (media.isConnected) media.play().catch((error: unknown) => console.info(String(error)));
    });
  }

  return {
    hold() {
      if (held) return;
      held = true;
      for (const media of root.querySelectorAll<HTMLMediaElement>("video, audio")) pause(media);
      undo.push(...stopAnimations(), ...stopPictures(root));
    },
    release() {
      if (!held) return;
      held = false;
      for (const each of undo.splice(0)) each();
      undo = [];
    },
  };
}

/** What ends by itself is brought to its end, for half a step is no picture; what goes on is paused. */
function stopAnimations(): (() => void)[] {
  return document.getAnimations().flatMap((animation) => {
    if (animation.playState !== "running") return [];
    const { endTime } = animation.effect?.getComputedTiming() ?? {};
    if (typeof endTime === "number" && Number.isFinite(endTime)) {
      animation.finish();
      return [];
    }
    animation.pause();
    return [() => animation.play()];
  });
}

/** Stops the pictures that may move by themselves. @returns how to let each go on */
export function stopPictures(root: HTMLElement): (() => void)[] {
  const pictures = [...root.querySelectorAll("img")].filter(
    (image) => MAY_MOVE.test(image.currentSrc) && image.complete && image.naturalWidth > 0,
  );
  const backgrounds = [...root.querySelectorAll<HTMLElement>(".slide-background-content")].filter(
    ({ style }) => MAY_MOVE.test(style.backgroundImage.replace(/["')]+$/, "")),
  );
  return [...pictures.map(stopImage), ...backgrounds.map(stopBackground)];
}

/** Covers the picture with its own first frame, for a picture whose address changes may be blank for a moment. */
function stopImage(image: HTMLImageElement): () => void {
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  const { style } = image;
  const { visibility } = style;
  const cover = canvas.style;
  cover.position = "absolute";
  cover.left = `${image.offsetLeft}px`;
  cover.top = `${image.offsetTop}px`;
  cover.width = `${image.offsetWidth}px`;
  cover.height = `${image.offsetHeight}px`;
  cover.objectFit = getComputedStyle(image).objectFit;
  cover.margin = "0";
  style.visibility = "hidden";
  image.after(canvas);
  return () => {
    canvas.remove();
    style.visibility = visibility;
  };
}

/** A background has no first frame to show beside it: it is drawn to an address of its own. */
function stopBackground(background: HTMLElement): () => void {
  const { style } = background;
  const before = style.backgroundImage;
  const address = /url\("?([^")]+)"?\)/.exec(before)?.[1];
  const picture = new Image();
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    if (style.backgroundImage === before) style.backgroundImage = `url(${canvas.toDataURL()})`;
  });
  if (address) picture.src = address;
  return () => {
    style.backgroundImage = before;
  };
}
