import { execFile } from "node:child_process";

const PATIENCE_MS = 5_000;

/** Runs a program and gives what it printed; null when it is not there, fails, or does not answer in 5 s. */
export function ask(program: string, args: string[]): Promise<string | null> {
  return new Promise((answer) => {
    execFile(program, args, { timeout: PATIENCE_MS }, (error, text) => answer(error ? null : text));
  });
}
