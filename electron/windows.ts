import { randomBytes } from "node:crypto";
import type { Role } from "../core/contract.ts";
import type { Memory } from "./bond.ts";
import { windowOf, type Order } from "./order.ts";

/** A window that an order opens. The audience's is named after its show, and so after its display. */
export interface Opened {
  window: string;
  role: Role;
  page: "screen.html" | "speaker.html";
}

/** A kiosk has one window; a talk has the audience's and its speaker's. */
function windowsOf(order: Order): Opened[] {
  const show = windowOf(order);
  if (order.mode === "kiosk") return [{ window: show, role: "kiosk", page: "screen.html" }];
  return [
    { window: show, role: "audience", page: "screen.html" },
    { window: `${show}-speaker`, role: "speaker", page: "speaker.html" },
  ];
}

/** Gives each window of an order its token: the one it has, else a new one. */
export function admit(order: Order, memory: Memory): (Opened & { token: string })[] {
  const show = windowOf(order);
  return windowsOf(order).map((each) => ({ ...each, token: tokenFor(each, show, memory) }));
}

function tokenFor({ window, role }: Opened, show: string, memory: Memory): string {
  const known = Object.entries(memory.tokens).find(([, pass]) => pass.window === window);
  if (known) return known[0];
  const token = randomBytes(24).toString("base64url");
  memory.tokens[token] = { window, show, role };
  return token;
}
