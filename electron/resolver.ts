/** Wall 3: no name resolves but the stages', which are this computer. For a browser's switches and for Electron's. */
export const RESOLVER_RULES = "MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
