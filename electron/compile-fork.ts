import { fork } from "node:child_process";
import { Socket } from "node:net";
import type { CompileAnswer, StartProcess } from "./compile.ts";
import { saysMemory, tailOf } from "./last-words.ts";

/**
 * Compiles in a process of plain Node.
 *
 * @param script the built compiler (`electron/compiler.ts`)
 */
export function forkCompiler(script: string | URL): StartProcess {
  return async (megabytes) => {
    const child = fork(script, [], {
      // What Node was told of its own program is not said to a process that has another.
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: "advanced",
      // V8 prints a stack before it aborts: nobody is to read it.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const words = tailOf(child.stderr);
    // One that waits for work must not keep the app alive; one that ends must, until it has.
    const handles = [child, ...(child.stderr instanceof Socket ? [child.stderr] : [])];
    child.channel?.unref();
    for (const each of handles) each.unref();
    return {
      // Whoever waits hears of its end.
      post: (request) => void (child.connected && child.send(request, () => undefined)),
      onAnswer: (listener) => void child.on("message", (answer: CompileAnswer) => listener(answer)),
      onExit(listener) {
        child.on("error", ({ message }) => {
          if (child.pid === undefined) listener(message, false);
        });
        // Not `exit`: its last words may come after that.
        child.once("close", (code, signal) =>
          listener(signal ?? `exit ${String(code)}`, saysMemory(words())),
        );
      },
      kill() {
        for (const each of handles) each.ref();
        child.kill("SIGKILL");
      },
    };
  };
}
