import { fileURLToPath } from "node:url";
import { startApp, type App } from "./app.ts";
import type { ToApp, ToKeeper } from "./bond.ts";
import { forkCompiler } from "./compile-fork.ts";
import { drawWith } from "./draw-diagrams.ts";
import { diagramFolder } from "./diagrams.ts";
import { reportProblems } from "./say-problem.ts";
import { serveShell } from "./shell-serve.ts";
import { chromiumShell } from "./shell-chromium.ts";
import { LOOK_MS } from "./silence.ts";
import { stateFolder } from "./storage.ts";
import { VERSION } from "./version.ts";
import { outliveReaders } from "./words.ts";

/** The app as a process its keeper starts, and starts again when it dies: it only joins the app to that parent. */
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const browser = process.env["MTINOV_BROWSER"];
const noSandbox = process.getuid?.() === 0;
let app: App | undefined;
outliveReaders();

// What a keeper that has just died is told is lost: `disconnect` ends this process in good order.
const tell = (message: ToKeeper) => void process.send?.(message, undefined, {}, () => undefined);
const onMessage = (listener: (message: ToApp) => void) => {
  process.on("message", listener);
  return () => void process.off("message", listener);
};

onMessage((message) => {
  if (message.type === "start") void start(message);
  if (message.type === "stop") void stop();
});
// Its keeper knows by it that this process does not stand still.
setInterval(() => tell({ type: "beat" }), LOOK_MS).unref();
// Without its keeper nobody would start it again nor stop it: a screen must not be held by an orphan.
process.on("disconnect", () => void stop());

async function start({
  order,
  memory,
  saved,
  fault,
}: Extract<ToApp, { type: "start" }>): Promise<void> {
  try {
    app = await startApp({
      order,
      shell:
        order.shell === "serve"
          ? serveShell(
              (url) => tell({ type: "ready", address: url }),
              () => tell({ type: "end" }),
            )
          : chromiumShell(tell, onMessage),
      pages: here("../renderer"),
      compiler: forkCompiler(here("compiler.js")),
      state: stateFolder(),
      memory,
      saved,
      fault,
      remember: (next) => tell({ type: "remember", memory: next }),
      report: reportProblems,
      version: VERSION,
      draw: browser ? drawWith({ browser, noSandbox, pages: here("../renderer") }) : null,
      diagrams: diagramFolder(stateFolder()),
    });
    if (order.shell !== "serve") tell({ type: "ready", address: app.address });
  } catch (error) {
    tell({ type: "failed", reason: reasonOf(error), port: order.port });
    await stop();
  }
}

async function stop(): Promise<void> {
  await app?.stop();
  process.exit();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code || (error instanceof Error ? error.message : String(error));
}
