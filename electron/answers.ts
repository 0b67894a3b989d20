import * as v from "valibot";
import {
  incoming,
  requests,
  type Handlers,
  type Outgoing,
  type RequestName,
} from "../core/contract.ts";
import type { Pass } from "./bond.ts";

/**
 * Answers a window's message: its form, its role and its arguments are checked here, once, for every shell.
 * A message that is not even a request gets no answer (null): its sender is not one of our pages.
 */
export async function answer(
  handlers: Handlers,
  pass: Pass,
  message: unknown,
): Promise<Outgoing | null> {
  const read = v.safeParse(incoming, message);
  if (!read.success) return null;
  const { id, name, args } = read.output;
  const row = requests[name];
  if (!row.roles.includes(pass.role))
    return { id, refused: `A ${pass.role} window may not call ${name}.` };
  const checked = v.safeParse(row.args, args);
  if (!checked.success) return { id, refused: `The arguments of ${name} are not what it takes.` };
  try {
    return { id, result: await call(handlers, name, pass, checked.output) };
  } catch (error) {
    return { id, refused: error instanceof Error ? error.message : `${name} failed.` };
  }
}

/** The rows and the handlers are keyed alike, but TypeScript can't follow one key through both: said once, here. */
function call(handlers: Handlers, name: RequestName, pass: Pass, args: unknown[]): unknown {
  const handler = handlers[name] as (pass: Pass, ...rest: unknown[]) => unknown;
  return handler(pass, ...args);
}
