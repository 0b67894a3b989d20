import type { Order } from "../electron/order.ts";

/** What a command line without any option asks for: a test says what it wants besides. */
export function plainOrder(change: Partial<Order>): Order {
  return {
    mode: "kiosk",
    shell: "chromium",
    playlist: null,
    decks: [],
    langs: null,
    scheme: null,
    display: null,
    windowed: false,
    port: 0,
    folder: "",
    ...change,
  };
}
