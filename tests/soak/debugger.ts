/** What the pages of a browser hold, asked through its debugging port. */
export interface PageCounts {
  nodes: number;
  listeners: number;
  documents: number;
  /** Of JavaScript, in bytes, after a collection. */
  heap: number;
}

interface Target {
  id: string;
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

/** The sum over the trusted page and its frames. */
export async function countPages(port: number): Promise<PageCounts> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = ((await answer.json()) as Target[]).filter(
    ({ url }) => url.includes("127.0.0.1:") || url.includes(".localhost:"),
  );
  const counts = await Promise.all(
    targets.filter(({ type }) => type === "page" || type === "iframe").map(countOne),
  );
  return {
    nodes: sum(counts, "nodes"),
    listeners: sum(counts, "listeners"),
    documents: sum(counts, "documents"),
    heap: sum(counts, "heap"),
  };
}

async function countOne({ webSocketDebuggerUrl }: Target): Promise<PageCounts> {
  const page = await open(webSocketDebuggerUrl);
  try {
    // Copies of decoded pictures stay for about five minutes where memory is not short, and with them what they are in.
    await page.send("Memory.simulatePressureNotification", { level: "critical" });
    await page.send("HeapProfiler.collectGarbage");
    const counters = await page.send("Memory.getDOMCounters");
    const { usedSize = 0 } = await page.send("Runtime.getHeapUsage");
    const { nodes = 0, jsEventListeners = 0, documents = 0 } = counters;
    return { nodes, listeners: jsEventListeners, documents, heap: usedSize };
  } finally {
    page.close();
  }
}

/** What a Node process holds of JavaScript after a collection, in bytes, asked at the address it has printed. */
export async function heapOf(address: string): Promise<number> {
  const node = await open(address);
  try {
    // Twice: the first leaves what had finalisers.
    await node.send("HeapProfiler.collectGarbage");
    await node.send("HeapProfiler.collectGarbage");
    const { usedSize = 0 } = await node.send("Runtime.getHeapUsage");
    return usedSize;
  } finally {
    node.close();
  }
}

async function open(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let last = 0;
  const send = (method: string, params = {}) =>
    new Promise<Record<string, number>>((resolve) => {
      const id = ++last;
      const hear = ({ data }: MessageEvent) => {
        const message = JSON.parse(String(data)) as {
          id?: number;
          result?: Record<string, number>;
        };
        if (message.id !== id) return;
        socket.removeEventListener("message", hear);
        resolve(message.result ?? {});
      };
      socket.addEventListener("message", hear);
      socket.send(JSON.stringify({ id, method, params }));
    });
  return { send, close: () => socket.close() };
}

function sum(counts: PageCounts[], name: keyof PageCounts): number {
  return counts.reduce((all, each) => all + each[name], 0);
}
