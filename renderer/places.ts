/** Where the trusted page and the stages live: under the app's own scheme in Electron, on loopback elsewhere. */
const OWN = "stage:";

/** Address of the stage page for the n-th frame. */
export function stageAddress(n: number): string {
  return location.protocol === OWN
    ? `${OWN}//stage-${n}/stage.html`
    : `http://stage-${n}.localhost:${location.port}/stage.html`;
}

/** Address of the page that draws an overview, in a frame like the n-th stage. */
export function sheetAddress(n: number): string {
  return stageAddress(n).replace(/stage\.html$/, "sheet.html");
}

/** The origin of the page that embeds the stages. */
export function pageOrigin(): string {
  return location.protocol === OWN ? `${OWN}//app` : `http://127.0.0.1:${location.port}`;
}
