import { readFromStage, type Picture, type Report, type ToStage } from "./picture.ts";

/**
 * The page in which `check` looks at slides: one stage, drawn as on a display, that is asked what it looks like. It has
 * no token and knows no deck; whoever opened it calls `examine` through the DevTools protocol.
 */
declare global {
  interface Window {
    /** Draws a picture and resolves with what is wrong with it; its words are hidden then. */
    examine(picture: Picture): Promise<Report>;
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
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent) => {
      const message = readFromStage(data);
      if (message?.type === "drawn" && message.place === place)
        port.postMessage({ type: "measure" } satisfies ToStage);
      if (message?.type !== "measured") return;
      port.removeEventListener("message", hear);
      const { findings, inks, plain, mark } = message;
      resolve({ findings, inks, plain, mark });
    };
    port.addEventListener("message", hear);
    port.postMessage({ type: "show", picture } satisfies ToStage);
  });
};
