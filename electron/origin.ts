/** The app's own scheme in Electron: `stage://app` is the trusted pages' origin, `stage://stage-N` are the stages'. */
export const SCHEME = "stage";
export const OWN_ORIGIN = `${SCHEME}://app`;

/**
 * The origin of an address, for comparing whole; null when it is none. Node gives no origin to a scheme that it does not
 * know, hence the protocol and the host.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return host === "" ? null : `${protocol}//${host}`;
}

/** Where the windows of one app may be: the trusted pages in a window itself, the stages in a frame. */
export interface Places {
  page: string;
  isStage(origin: string): boolean;
}

/** Under the scheme, or on loopback with a port. @param page the origin of the trusted pages */
export function placesOf(page: string): Places {
  if (page === OWN_ORIGIN) {
    return { page, isStage: (origin) => /^stage:\/\/stage-\d{1,6}$/.test(origin) };
  }
  const { port } = new URL(page);
  const stage = /^http:\/\/stage-\d{1,6}\.localhost:(\d+)$/;
  return { page, isStage: (origin) => stage.exec(origin)?.[1] === port };
}

/** The address of a file on the host of a stage, which has no more rights than a deck. @param page the trusted origin */
export function stageAddress(page: string, file: string): string {
  if (page === OWN_ORIGIN) return `${SCHEME}://stage-1/${file}`;
  return `http://stage-1.localhost:${new URL(page).port}/${file}`;
}
