import {
  requests,
  type Client,
  type Events,
  type Outgoing,
  type RequestName,
} from "../core/contract.ts";

/**
 * The app as a page sees it, over a WebSocket that is opened again for ever: when the app process dies no pixel
 * changes, and the page finds the next one by itself. A request made while nobody answers is refused.
 */
export function connect(token: string): Client {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(value: never) => void>>();
  let socket: WebSocket | null = null;
  let last = 0;
  let wait = FIRST_WAIT_MS;

  function open(): void {
    const next = new WebSocket(`ws://${location.host}/socket`, [PROTOCOL, token]);
    next.addEventListener("open", () => {
      socket = next;
      wait = FIRST_WAIT_MS;
    });
    next.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)) as Outgoing));
    next.addEventListener("close", () => {
      socket = null;
      for (const each of waiting.values()) each.reject(new Error("The app process is away."));
      waiting.clear();
      setTimeout(open, wait);
      wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
    });
  }

  function hear(message: Outgoing): void {
    if ("event" in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.value as never);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ("refused" in message) asked?.reject(new Error(message.refused));
    else asked?.resolve(message.result);
  }

  function ask(name: RequestName, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!socket) return reject(new Error("The app process is away."));
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, name, args }));
    });
  }

  open();
  const calls = Object.keys(requests).map((name) => [
    name,
    (...args: unknown[]) => ask(name as RequestName, args),
  ]);
  return {
    ...Object.fromEntries(calls),
    on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  } as Client;
}

const PROTOCOL = "mtinov-stage";
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;
