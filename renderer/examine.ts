import {
  readFromStage,
  type Mark,
  type Picture,
  type Report,
  type ToScreen,
  type ToStage,
} from "./picture.ts";

/**
 * The page in which `check` looks at slides: one stage, drawn as on a display, that is asked what it looks like. It has
 * no token and knows no deck; whoever opened it calls `examine` through the DevTools protocol.
 */
declare global {
  interface Window {
    /** Draws a picture and resolves with what is wrong with it. */
    examine(picture: Picture): Promise<Report>;
    /** Hides its words, until the next one; resolves with the mark that a photograph shows then. */
    undress(): Promise<Mark>;
  }
}

const frame = document.createElement("iframe");
const origin = `http://stage-1.localhost:${location.port}`;
const stage = Promise.withResolvers<MessagePort>();
frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
frame.addEventListener("load", () => {
  const [messages, beats] = [new MessageChannel(), new MessageChannel()];
  frame.contentWindow?.postMessage("stage", origin, [messages.port2, beats.port2]);
  messages.port1.start();
  stage.resolve(messages.port1);
});
frame.src = `${origin}/stage.html`;
document.querySelector("#frames")?.append(frame);

window.examine = async (picture) => {
  const port = await stage.promise;
  const place = picture.slides[picture.current]?.place;
  const report = heard(port, (message) => {
    if (message?.type === "drawn" && message.place === place)
      port.postMessage({ type: "measure" } satisfies ToStage);
    if (message?.type !== "measured") return null;
    const { findings, inks, plain } = message;
    return { findings, inks, plain };
  });
  port.postMessage({ type: "show", picture } satisfies ToStage);
  return report;
};

window.undress = async () => {
  const port = await stage.promise;
  const mark = heard(port, (message) => (message?.type === "undressed" ? message.mark : null));
  port.postMessage({ type: "undress" } satisfies ToStage);
  return mark;
};

/** What is read from the first message that says it. */
function heard<T>(port: MessagePort, read: (message: ToScreen | null) => T | null): Promise<T> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent) => {
      const found = read(readFromStage(data));
      if (found === null) return;
      port.removeEventListener("message", hear);
      resolve(found);
    };
    port.addEventListener("message", hear);
  });
}
