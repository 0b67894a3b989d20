/** The names under which a window and Electron's main process speak. */
export const ASK = "stage:ask";
export const LISTEN = "stage:listen";
export const TELL = "stage:tell";
