/**
 * The pulse of the stage's process: a thread that answers whatever the drawing thread is busy with. When it stops
 * answering, the process is dead; Chromium tells a page nothing of the death of a frame's process.
 */
addEventListener("message", ({ ports }) => {
  const [port] = ports;
  if (!port) return;
  port.addEventListener("message", () => port.postMessage("alive"));
  port.start();
});
