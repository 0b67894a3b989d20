import type { utilityProcess } from "electron";
import type { CompileAnswer, StartProcess } from "./compile.ts";
import { saysMemory, tailOf } from "./last-words.ts";

/** What Electron calls the process where it lists its own. */
export const COMPILER = "Compiler";

/**
 * Compiles in a process of Electron: the packaged program is never a plain Node, which a fork would ask it to be.
 *
 * @param script the built compiler (`electron/compiler.ts`)
 * @param given Electron's door to its processes
 * @param ready resolves when Electron can start one
 */
export function utilityCompiler(
  script: string,
  given: Pick<typeof utilityProcess, "fork">,
  ready: () => Promise<unknown>,
): StartProcess {
  return async (megabytes) => {
    await ready();
    const child = given.fork(script, [], {
      // Arguments of Chromium, before V8 has begun: said later, the limit is not heard.
      execArgv: [`--js-flags=--max-old-space-size=${megabytes}`],
      serviceName: COMPILER,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const words = tailOf(child.stderr);
    let fatal = "";
    child.on("error", (_type, location, report) => void (fatal = `${location} ${report}`));
    return {
      post: (request) => child.postMessage(request),
      onAnswer: (listener) => void child.on("message", (answer: CompileAnswer) => listener(answer)),
      onExit: (listener) =>
        void child.once("exit", (code) =>
          listener(`exit ${String(code)}`, saysMemory(words() + fatal)),
        ),
      kill() {
        // One that has not been started yet can't be ended.
        if (!child.kill()) child.once("spawn", () => void child.kill());
      },
    };
  };
}
