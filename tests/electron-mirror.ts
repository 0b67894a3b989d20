import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { onTestFinished } from "vitest";

/** How a mirror of Electron's downloads behaves: never answers, answers 404, sends at once, or sends the archive piece by piece. */
export type Manner = "hangs" | "refuses" | "serves" | "drips";

/** A mirror on loopback, closed when the test ends. */
export interface Mirror {
  /** For ELECTRON_MIRROR. */
  url: string;
  /** What was asked for so far. */
  asked: string[];
  manner: Manner;
}

/** Enough for the progress to be told. */
const programBytes = 12 * 1024 * 1024;
const pieces = 6;
const pieceMs = 1_000;

export async function electronMirror(manner: Manner): Promise<Mirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url?.split("/").at(-1) ?? "";
    asked.push(name);
    if (mirror.manner === "refuses") return void response.writeHead(404).end();
    const drips = mirror.manner === "drips" && name.endsWith(".zip");
    if (drips) void drip(response, answer(name));
    else if (mirror.manner !== "hangs") response.end(answer(name));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const mirror: Mirror = { url: `http://127.0.0.1:${port}/`, asked, manner };
  return mirror;
}

/** How long a dripping mirror takes for the archive, in milliseconds. */
export const dripMs = pieces * pieceMs;

async function drip(response: ServerResponse, body: Buffer): Promise<void> {
  response.writeHead(200, { "content-length": body.length });
  const size = Math.ceil(body.length / pieces);
  for (let at = 0; at < body.length; at += size) {
    response.write(body.subarray(at, at + size));
    await pause(pieceMs);
  }
  response.end();
}

/** The list of checksums, or an archive with a program in it. */
function answer(name: string): Buffer {
  const program = process.platform === "win32" ? "electron.exe" : "electron";
  const archive = zip(program, Buffer.alloc(programBytes));
  if (!name.startsWith("SHASUMS256")) return archive;
  const sum = createHash("sha256").update(archive).digest("hex");
  const names = ["linux", "darwin", "win32"].flatMap((system) =>
    ["x64", "arm64"].map((arch) => `electron-v${version}-${system}-${arch}.zip`),
  );
  return Buffer.from(names.map((file) => `${sum} *${file}`).join("\n"));
}

/** The version that the fresh project asks for; any will do. */
export const version = "45.4.1";

/** An archive of one executable file, not compressed (APPNOTE.TXT 4.3). */
function zip(name: string, data: Buffer): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0); // version needed
  common.writeUInt32LE(crc32(data), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), data]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(0o100755 * 0x1_0000, 6); // external attributes: a file anyone may run
  const madeByUnix = Buffer.from([20, 3]);
  const central = [Buffer.from("PK\x01\x02"), madeByUnix, common, rest, Buffer.from(name)];
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from("PK\x05\x06"), end]);
}
