import type { Bridge } from "../core/bridge.ts";
import {
  requests,
  type Client,
  type Events,
  type Outgoing,
  type RequestName,
} from "../core/contract.ts";
import { ALIVE } from "../core/vital.ts";

declare global {
  interface Window {
    /** Put there by the preload of Electron's windows. */
    app?: Bridge;
  }
}

/** The app as a page sees it: by the preload's bridge where there is one, else over a socket. */
export function connect(token: string): Client {
  return window.app ? crossBridge(window.app) : openSocket(token);
}

function crossBridge(bridge: Bridge): Client {
  const ask = async (name: RequestName, args: unknown[]) => {
    const answer = await bridge.ask(name, args);
    if ("refused" in answer) throw new Error(answer.refused);
    return answer.result;
  };
  return {
    ...callsOf(ask),
    on: (event: keyof Events, listener: (value: never) => void) =>
      bridge.on(event, (value) => listener(value as never)),
  } as Client;
}

/** One function for each row of the contract. */
function callsOf(ask: (name: RequestName, args: unknown[]) => Promise<unknown>) {
  const names = Object.keys(requests) as RequestName[];
  const calls = names.map((name) => [name, (...args: unknown[]) => ask(name, args)]);
  return Object.fromEntries(calls) as Omit<Client, "on">;
}

/**
 * The app as a page sees it, over a WebSocket that is opened again for ever: when the app process dies no pixel
 * changes, and the page finds the next one by itself. A request made while nobody answers is refused.
 */
function openSocket(token: string): Client {
  // To the keeper, which asks this page over another way: the scripts run.
  document.documentElement.dataset[ALIVE] = "";
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
  return {
    ...callsOf(ask),
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
