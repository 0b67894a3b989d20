// @ts-check
// What electron-builder packs, and how: `npm run package`.
import burnFuses from "./pack-fuses.mjs";

const { GITHUB_SERVER_URL: host, GITHUB_REPOSITORY: repository } = process.env;

/** @type {import("electron-builder").Configuration} */
export default {
  appId: "fr.mtinov.stage",
  productName: "MTInov Stage",
  copyright: "MTInov",
  directories: { output: "dist", buildResources: "electron/icons" },
  // What was built, and nothing else: everything the app needs is bundled into it.
  files: [
    "out/main/**/*.js",
    // Plain Node's entries; the check that other programs import is for a checkout, for no program reads into the archive.
    "!out/main/{cli,kept,check}.js",
    "out/preload/preload.cjs",
    "out/renderer/**/*",
    "package.json",
    "!**/*.map",
    "!node_modules{,/**}",
  ],
  // Beside the archive: people open and copy these decks.
  extraResources: [
    { from: "slides", to: "slides" },
    { from: "LICENSE", to: "LICENSE" },
  ],
  // A Debian package must name a page; where the project has none, a name that can't exist says so (RFC 2606).
  extraMetadata: {
    homepage: host && repository ? `${host}/${repository}` : "https://mtinov.invalid",
  },
  asar: true,
  afterPack: (context) => burnFuses(/** @type {Parameters<typeof burnFuses>[0]} */ (context)),
  // Nothing is fetched or published by the packager, and nothing by the app.
  publish: null,
  npmRebuild: false,
  nodeGypRebuild: false,
  icon: "electron/icons/icon.png",
  linux: {
    target: ["deb", "AppImage"],
    executableName: "mtinov-stage",
    category: "Education",
    maintainer: "MTInov",
    synopsis: "Plays Markdown decks on booth screens and projectors, offline",
    // electron-builder would start an AppImage without Chromium's sandbox.
    executableArgs: [],
  },
  // Ubuntu 24.04 gives no user namespace, and so no sandbox, to a program without a profile.
  deb: { appArmorProfile: "electron/icons/apparmor-profile.tpl", packageCategory: "education" },
  win: { target: ["nsis"] },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: false },
  mac: { target: ["dmg"], category: "public.app-category.education", hardenedRuntime: true },
};
