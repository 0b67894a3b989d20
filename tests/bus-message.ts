/** Messages of D-Bus, as far as the tests speak it: calls, answers and signals whose bodies are strings, numbers and yes or no. */
export interface BusMessage {
  type: "call" | "answer" | "error" | "signal";
  serial: number;
  path?: string;
  interface?: string;
  member?: string;
  answerTo?: number;
  destination?: string;
  sender?: string;
  body?: Value[];
}

type Value = string | number | boolean;

const TYPES = ["", "call", "answer", "error", "signal"] as const;
/** Codes of the header's fields, and the signature of each. */
const FIELDS = { path: [1, "o"], interface: [2, "s"], member: [3, "s"] } as const;
const [ANSWER_TO, DESTINATION, SENDER, SIGNATURE] = [5, 6, 7, 8];

export function write(message: BusMessage): Buffer {
  const body = new Writer();
  const values = message.body ?? [];
  for (const value of values) body.value(value);
  const fields = new Writer();
  for (const [name, [code, kind]] of Object.entries(FIELDS)) {
    const text = message[name as keyof typeof FIELDS];
    if (text !== undefined) fields.field(code, kind).text(text);
  }
  if (message.answerTo !== undefined) fields.field(ANSWER_TO, "u").number(message.answerTo);
  if (message.destination !== undefined) fields.field(DESTINATION, "s").text(message.destination);
  const signature = values.map(
    (each) => ({ string: "s", number: "u", boolean: "b" })[typeof each as "string"],
  );
  if (signature.length > 0) fields.field(SIGNATURE, "g").signature(signature.join(""));
  const head = new Writer();
  head.bytes(0x6c, TYPES.indexOf(message.type), 0, 1);
  head.number(body.length);
  head.number(message.serial);
  head.number(fields.length);
  // The fields begin at byte 16, a multiple of eight, so that their own padding holds.
  return Buffer.concat([head.whole(), fields.whole(8), body.whole()]);
}

/** The first message, and what is left after it; null when it has not come whole. */
export function read(from: Buffer): { message: BusMessage; rest: Buffer } | null {
  if (from.length < 16) return null;
  const fieldsEnd = 16 + from.readUInt32LE(12);
  const bodyAt = padded(fieldsEnd, 8);
  const end = bodyAt + from.readUInt32LE(4);
  if (from.length < end) return null;
  const message: BusMessage = { type: TYPES[from[1] ?? 0] as "call", serial: from.readUInt32LE(8) };
  let at = 16;
  let signature = "";
  while (at < fieldsEnd) {
    at = padded(at, 8);
    const code = from[at] ?? 0;
    const kind = String.fromCharCode(from[at + 2] ?? 0);
    at += 4;
    const [value, next] = readValue(from, at, kind);
    at = next;
    if (code === SIGNATURE) signature = String(value);
    if (code === ANSWER_TO) message.answerTo = Number(value);
    if (code === DESTINATION) message.destination = String(value);
    if (code === SENDER) message.sender = String(value);
    for (const [name, [known]] of Object.entries(FIELDS))
      if (known === code) message[name as keyof typeof FIELDS] = String(value);
  }
  if (/^[sub]*$/.test(signature)) {
    let next = bodyAt;
    message.body = [...signature].map((kind) => {
      const [value, after] = readValue(from, next, kind);
      next = after;
      return value;
    });
  }
  return { message, rest: from.subarray(end) };
}

function readValue(from: Buffer, start: number, kind: string): [Value, number] {
  if (kind === "g") {
    const end = start + 1 + (from[start] ?? 0);
    return [from.toString("utf8", start + 1, end), end + 1];
  }
  const at = padded(start, 4);
  const number = from.readUInt32LE(at);
  if (kind === "u") return [number, at + 4];
  if (kind === "b") return [number === 1, at + 4];
  const end = at + 4 + number;
  return [from.toString("utf8", at + 4, end), end + 1];
}

function padded(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

class Writer {
  #bytes: number[] = [];
  get length() {
    return this.#bytes.length;
  }
  bytes(...bytes: number[]) {
    this.#bytes.push(...bytes);
    return this;
  }
  align(to: number) {
    while (this.length % to > 0) this.bytes(0);
    return this;
  }
  number(value: number) {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return this.align(4).bytes(...four);
  }
  text(text: string) {
    const bytes = Buffer.from(text);
    return this.number(bytes.length).bytes(...bytes, 0);
  }
  signature(text: string) {
    return this.bytes(text.length, ...Buffer.from(text), 0);
  }
  value(value: Value) {
    return typeof value === "string" ? this.text(value) : this.number(Number(value));
  }
  field(code: number, kind: string) {
    return this.align(8).bytes(code).signature(kind);
  }
  whole(to = 1) {
    return Buffer.from(this.align(to).#bytes);
  }
}
