/** The signs by which a page and whoever keeps its browser know of each other, besides the contract. */

/** Key of the root element's dataset of a page whose scripts run. */
export const ALIVE = "alive";
/** Event of a page's window: the process of one of its frames has died; its detail is the frame's address, or empty. */
export const FRAME_DIED = "frame-died";
