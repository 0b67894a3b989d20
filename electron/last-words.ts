/** What a process said last on its standard error, kept for whoever asks why it ended: its user never reads it. */
const KEPT = 8_000;

/** Reads a stream to its end. @returns what was said last */
export function tailOf(stream: NodeJS.ReadableStream | null): () => string {
  let tail = "";
  stream?.on("data", (data) => void (tail = (tail + String(data)).slice(-KEPT)));
  return () => tail;
}

/** Whether V8 has ended a process that wanted more memory than it may have: in Node's words or in Electron's. */
export function saysMemory(words: string): boolean {
  return /out of memory|heap limit|\bOOM\b/i.test(words);
}
