// @ts-check
// Electron's fuses: what is burnt into the packaged program, so that no argument, variable or file turns it into another.
import path from "node:path";
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from "@electron/fuses";

/** Every fuse there is, and where it stands. */
export const fuses = /** @type {const} */ ({
  // The program is our app, never a plain Node for whoever sets a variable.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Nothing but our own archive, unchanged; its check exists on macOS and Windows.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // No page of ours is at file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's own default: without it WebAssembly checks every access by itself.
  [FuseV1Options.WasmTrapHandlers]: true,
});

/**
 * The packaged program of a folder that electron-builder filled.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string }, executableName?: string } }} context
 */
function programOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === "darwin") return path.join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === "win32") return path.join(appOutDir, `${productFilename}.exe`);
  return path.join(appOutDir, packager.executableName ?? productFilename);
}

/** Called by electron-builder before anything is signed: a change afterwards would break the signature. @param {Parameters<typeof programOf>[0]} context */
export default async function burnFuses(context) {
  await flipFuses(programOf(context), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // An unsigned build for Apple's processors starts only with a fresh local signature.
    resetAdHocDarwinSignature: context.electronPlatformName === "darwin",
    ...fuses,
  });
}

/**
 * The fuses of a program that do not stand where they should, by name; empty when all is well.
 * @param {string} program
 * @returns {Promise<string[]>}
 */
export async function wrongFuses(program) {
  const wire = await getCurrentFuseWire(program);
  return Object.entries(fuses)
    .filter(([fuse, on]) => wire[/** @type {FuseV1Options} */ (Number(fuse))] !== (on ? ON : OFF))
    .map(([fuse]) => FuseV1Options[Number(fuse)] ?? fuse);
}

/** A fuse's byte in the program: the characters 1 and 0. */
const ON = "1".charCodeAt(0);
const OFF = "0".charCodeAt(0);
