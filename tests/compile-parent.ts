import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler } from "../electron/compile.ts";

/** An app that compiles one file with the hostile compiler, and then has nothing more to do: `compile-parent.ts <file>`. */
const [file = ""] = process.argv.slice(2);
const compiler = startCompiler(forkCompiler(new URL("compile-hostile.ts", import.meta.url)), {
  seconds: 60,
});
const { problems } = await compiler.compile({ file, base: "" });
process.stdout.write(`${problems[0]?.code}\n`);
