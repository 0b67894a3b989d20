import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { wrongFuses } from "../../electron/pack-fuses.mjs";
import { removeFolder } from "../remove-folder.mjs";

/**
 * What a package holds: electron-builder packs the real build around a stand-in for Electron's program, which has the
 * fuses of a fresh one and nothing else.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = "linux-unpacked/mtinov-stage";
let folder = "";

test.beforeAll(() => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "mtinov-package-"));
  standIn(join(folder, "electron"));
  const builder = join(
    dirname(createRequire(import.meta.url).resolve("electron-builder/package.json")),
    "cli.js",
  );
  const done = spawnSync(
    process.execPath,
    [
      builder,
      "--config",
      "electron/pack.mjs",
      "--linux",
      "dir",
      "--x64",
      `-c.electronDist=${join(folder, "electron")}`,
      `-c.directories.output=${join(folder, "out")}`,
    ],
    { cwd: root, encoding: "utf8" },
  );
  expect(done.status, `${done.stdout}${done.stderr}`).toBe(0);
});
test.afterAll(() => removeFolder(folder));

test("a package holds the build and nothing else: no test, no map, no source, no package of others", () => {
  const files = filesIn(join(folder, "out/linux-unpacked/resources/app.asar"));
  const built = (name: string) =>
    readdirSync(join(root, "out", name)).map((file) => `out/${name}/${file}`);
  const expected = [
    ...built("main").filter((file) => !/\/(cli|kept|check)\.js$/.test(file)),
    ...built("preload"),
    ...built("renderer/assets"),
    ...built("renderer").filter((file) => file.endsWith(".html")),
    "package.json",
  ];
  expect(files.toSorted()).toEqual(expected.filter((file) => !file.endsWith(".map")).toSorted());
  expect(files).toContain("out/main/main.js");
  expect(files).toContain("out/main/compiler.js");
  // Nothing that is packed asks for what is not.
  const asked = files
    .filter((file) => file.startsWith("out/main/"))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/["']\.\/([\w-]+\.js)["']/g)].map(
        ([, name]) => `out/main/${name}`,
      ),
    );
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((file) => !files.includes(file))).toEqual([]);
  expect(files.filter((file) => /\.(map|ts|tsx)$|test|node_modules/.test(file))).toEqual([]);
  const slides = join(folder, "out/linux-unpacked/resources/slides");
  expect(readdirSync(slides)).toEqual(readdirSync(join(root, "slides")));
});

test("its nine fuses stand where they should, and a fresh program's do not (19)", async () => {
  expect(await wrongFuses(join(folder, "out", program))).toEqual([]);
  expect(await wrongFuses(join(folder, "electron/electron"))).toEqual([
    "RunAsNode",
    "EnableCookieEncryption",
    "EnableNodeOptionsEnvironmentVariable",
    "EnableNodeCliInspectArguments",
    "EnableEmbeddedAsarIntegrityValidation",
    "OnlyLoadAppFromAsar",
    "GrantFileProtocolExtraPrivileges",
  ]);
});

test("nothing in the packaging turns the sandbox off (4), and the Ubuntu profile is for the installed program", () => {
  const packed = [".github/workflows", "electron"]
    .flatMap((name) => readdirSync(join(root, name)).map((file) => join(root, name, file)))
    .filter((file) => /(pack[\w-]*\.mjs|\.yml)$/.test(file));
  for (const file of packed) expect(readFileSync(file, "utf8")).not.toContain("--no-sandbox");
  const profile = readFileSync(join(root, "electron/icons/apparmor-profile.tpl"), "utf8");
  expect(profile).toMatch(
    /profile "\$\{executable\}" "\/opt\/\$\{sanitizedProductName\}\/\$\{executable\}"/,
  );
  expect(profile).toContain("userns,");
});

/** A folder like Electron's, with a program that holds a fresh fuse wire: see @electron/fuses. */
function standIn(to: string): void {
  mkdirSync(join(to, "resources"), { recursive: true });
  const wire = [
    Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
    Buffer.from([1, 9]),
    Buffer.from("101100011"),
  ];
  const program = Buffer.concat([
    Buffer.from("\x7fELF"),
    Buffer.alloc(64),
    ...wire,
    Buffer.alloc(64),
  ]);
  writeFileSync(join(to, "electron"), program, { mode: 0o755 });
  for (const name of ["LICENSE", "LICENSES.chromium.html", "version"])
    writeFileSync(join(to, name), "");
}

interface Entry {
  files?: Record<string, Entry>;
}

/** The files in an archive, from its header: its length at byte 12, then JSON. */
function filesIn(archive: string): string[] {
  expect(existsSync(archive)).toBe(true);
  const bytes = readFileSync(archive);
  const header = JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12))) as Entry;
  const walk = ({ files }: Entry, path: string): string[] =>
    files
      ? Object.entries(files).flatMap(([name, entry]) =>
          walk(entry, path ? `${path}/${name}` : name),
        )
      : [path];
  return walk(header, "");
}
