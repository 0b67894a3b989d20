/** Where the trusted page and the stages live: under the app's own scheme in Electron, on loopback elsewhere. */
const OWN = "stage:";

/** Address of the stage page for the n-th frame. */
export function stageAddress(n: number): string {
  return location.protocol === OWN
    ? `${OWN}//stage-${n}/stage.html`
    : `http://stage-${n}.localhost:${location.port}/stage.html`;
}

/** The origin of the page that embeds the stages. */
export function pageOrigin(): string {
  return location.protocol === OWN ? `${OWN}//app` : `http://127.0.0.1:${location.port}`;
}
