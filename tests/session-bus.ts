import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read, write, type BusMessage } from "./bus-message.ts";
import { removeFolder } from "./remove-folder.mjs";

/** A session bus of its own, with a stand-in for the desktop's session manager when a test wants one. */
export interface SessionBus {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  address: string;
  /** Another program on it. */
  connect(): Promise<Connection>;
  manage(): Promise<Manager>;
  close(): Promise<void>;
}

/** Who keeps the session from being idle. */
export interface Manager {
  /** What each gave as its name. */
  holders(): string[];
  /** As after a start: whoever asked before is not known any more. */
  forget(): void;
  /** Answers everybody and keeps nothing on. */
  deaf: boolean;
}

export interface Connection {
  call(
    to: string,
    path: string,
    method: string,
    ...body: NonNullable<BusMessage["body"]>
  ): Promise<BusMessage>;
  close(): void;
}

const MANAGER = "org.gnome.SessionManager";
const BUS = "org.freedesktop.DBus";

/** Whether this machine can run one, else why not. */
export function busMissing(): string | null {
  const folders = (process.env["PATH"] ?? "").split(":");
  const missing = ["dbus-daemon", "dbus-send"].filter(
    (name) => !folders.some((folder) => existsSync(join(folder, name))),
  );
  return missing.length > 0 ? `${missing.join(" and ")} not installed: no bus to ask` : null;
}

export async function openBus(): Promise<SessionBus> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-bus-"));
  chmodSync(folder, 0o755);
  const socket = join(folder, "bus");
  const allowed = ['user="*"', 'own="*"', 'send_destination="*"', 'receive_sender="*"'];
  const rules = allowed.map((each) => `<allow ${each}/>`).join("");
  writeFileSync(
    join(folder, "bus.conf"),
    `<busconfig><type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth><policy context="default">${rules}</policy></busconfig>`,
  );
  const daemon = spawn(
    "dbus-daemon",
    [`--config-file=${join(folder, "bus.conf")}`, "--nofork", "--print-address=1"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise((resolve, reject) => {
    daemon.stdout.once("data", resolve);
    daemon.once("error", reject);
  });
  const open = new Set<Connection>();
  const connect = async (onMessage?: (message: BusMessage, socket: Socket) => void) => {
    const connection = await speak(socket, onMessage);
    open.add(connection);
    return connection;
  };
  return {
    address: `unix:path=${socket}`,
    connect: () => connect(),
    manage: () => manage(connect),
    async close() {
      for (const each of open) each.close();
      const ended = new Promise((resolve) => daemon.once("exit", resolve));
      daemon.kill();
      await ended;
      removeFolder(folder);
    },
  };
}

async function manage(
  connect: (onMessage: (message: BusMessage, socket: Socket) => void) => Promise<Connection>,
): Promise<Manager> {
  const held = new Map<number, { by: string; name: string }>();
  let cookie = 0;
  const manager: Manager = {
    holders: () => [...held.values()].map(({ name }) => name),
    forget: () => held.clear(),
    deaf: false,
  };
  const answers: Record<string, (message: BusMessage) => NonNullable<BusMessage["body"]>> = {
    Inhibit({ sender = "", body = [] }) {
      held.set((cookie += 1), { by: sender, name: String(body[0]) });
      return [cookie];
    },
    Uninhibit({ body = [] }) {
      held.delete(Number(body[0]));
      return [];
    },
    IsInhibited: () => [!manager.deaf && held.size > 0],
  };
  const connection = await connect((message, socket) => {
    // A program that has left the bus holds nothing any more.
    if (message.member === "NameOwnerChanged" && message.body?.[2] === "")
      for (const [id, { by }] of held) if (by === message.body[0]) held.delete(id);
    const body = message.type === "call" ? answers[message.member ?? ""]?.(message) : undefined;
    if (!body) return;
    const { serial, sender } = message;
    socket.write(
      write({
        type: "answer",
        serial: 1_000_000 + serial,
        answerTo: serial,
        destination: sender ?? "",
        body,
      }),
    );
  });
  const path = "/org/freedesktop/DBus";
  const match = `type='signal',interface='${BUS}',member='NameOwnerChanged'`;
  await connection.call(BUS, path, `${BUS}.AddMatch`, match);
  await connection.call(BUS, path, `${BUS}.RequestName`, MANAGER, 4);
  return manager;
}

async function speak(
  path: string,
  onMessage?: (message: BusMessage, socket: Socket) => void,
): Promise<Connection> {
  const socket = createConnection(path);
  const waiting = new Map<number, (message: BusMessage) => void>();
  let serial = 0;
  let heard = Buffer.alloc(0);
  const welcome = Promise.withResolvers<void>();
  let welcomed = false;
  socket.on("error", welcome.reject);
  socket.on("data", (data) => {
    heard = Buffer.concat([heard, data]);
    if (!welcomed) {
      const end = heard.indexOf("\r\n");
      if (end < 0) return;
      welcomed = true;
      heard = heard.subarray(end + 2);
      socket.write("BEGIN\r\n");
      welcome.resolve();
    }
    for (let next = read(heard); next; next = read(heard)) {
      heard = Buffer.from(next.rest);
      waiting.get(next.message.answerTo ?? 0)?.(next.message);
      onMessage?.(next.message, socket);
    }
  });
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString("hex");
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  await welcome.promise;
  const connection: Connection = {
    call(destination, at, method, ...body) {
      const dot = method.lastIndexOf(".");
      const called = (serial += 1);
      const answer = new Promise<BusMessage>((resolve) => waiting.set(called, resolve));
      socket.write(
        write({
          type: "call",
          serial: called,
          path: at,
          interface: method.slice(0, dot),
          member: method.slice(dot + 1),
          destination,
          body,
        }),
      );
      return answer;
    },
    close: () => void socket.destroy(),
  };
  await connection.call(BUS, "/org/freedesktop/DBus", `${BUS}.Hello`);
  return connection;
}
