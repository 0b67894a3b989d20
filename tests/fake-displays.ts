import type { WindowBounds } from "../electron/window-bounds.ts";

/** A display as the protocol tells of it. */
export const screenOf = (label: string, left: number, more: object = {}) => ({
  id: label,
  label,
  isPrimary: left === 0,
  left,
  top: 0,
  width: 1920,
  height: 1080,
  ...more,
});

/** A browser as the protocol shows it, with one window, on the displays it is given. */
export function browserOn(screenInfos: object[], first: WindowBounds) {
  const orders: object[] = [];
  const opened: string[] = [];
  let bounds = first;
  /** Where the window was before it was put away, or had a display to itself. */
  const size = ({ left, top, width, height }: WindowBounds) => ({ left, top, width, height });
  return {
    screenInfos,
    /** Whether full screen is granted, as by a window manager. */
    grants: true,
    /** What its window was told, in order. */
    orders,
    /** Addresses of the windows opened besides. */
    opened,
    bounds: () => bounds,
    /** Somebody else moves the window. */
    moved: (to: WindowBounds) => (bounds = to),
    send(method: string, params: object = {}): Promise<unknown> {
      const asked = params as { bounds?: Partial<WindowBounds>; url?: string };
      if (method === "Emulation.getScreenInfos")
        return Promise.resolve({ screenInfos: this.screenInfos });
      if (method === "Target.getTargets")
        return Promise.resolve({ targetInfos: [{ targetId: "1", type: "page", url: "ours" }] });
      if (method === "Browser.getWindowForTarget") return Promise.resolve({ windowId: 1 });
      if (method === "Browser.getWindowBounds") return Promise.resolve({ bounds });
      if (method === "Target.createTarget") opened.push(asked.url ?? "");
      if (method === "Target.createTarget") return Promise.resolve({ targetId: "2" });
      if (method === "Browser.setWindowBounds" && asked.bounds && opened.length === 0) {
        orders.push(asked.bounds);
        const fills = asked.bounds.windowState === "fullscreen" && this.grants;
        bounds = { ...size(bounds), windowState: "normal", ...asked.bounds };
        if (asked.bounds.windowState === "fullscreen" && !fills)
          bounds = { ...bounds, windowState: "normal" };
      }
      return Promise.resolve({});
    },
  };
}
