/** What Chromium's own network log tells, whatever the page saw. */
export interface NetLog {
  /** Every host that was named in any event: looked up, asked, or to be asked. In lower case. */
  named: string[];
  /** Every `address:port` that a connection was tried to. */
  reached: string[];
}

/** Fields that name a host or an address, in any event. */
const FIELDS = ["host", "url", "address", "destination", "hostname"];

interface Event {
  type?: number;
  params?: Record<string, unknown>;
}

/** The log's first line says the numbers of its kinds of event; then it has an event a line, the last perhaps cut short. */
export function readNetLog(text: string): NetLog {
  const lines = text.split("\n");
  const attempt = Number(/"TCP_CONNECT_ATTEMPT":(\d+)/.exec(lines[0] ?? "")?.[1]);
  const named = new Set<string>();
  const reached = new Set<string>();
  for (const line of lines.slice(2)) {
    const { type, params = {} } = eventOf(line);
    for (const field of FIELDS) {
      const host = hostOf(params[field]);
      if (host) named.add(host);
    }
    if (type === attempt && params["address"]) reached.add(String(params["address"]));
  }
  return { named: [...named].toSorted(), reached: [...reached].toSorted() };
}

function eventOf(line: string): Event {
  if (!line.includes('"params"')) return {};
  try {
    return JSON.parse(line.replace(/,\s*$/, "")) as Event;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function hostOf(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return null;
  const bare = /^(?:[a-z+.-]+:\/\/)?(?:[^/@]*@)?(\[[^\]]+\]|[^:/?#\s]+)/i.exec(value)?.[1];
  return bare ? bare.toLowerCase() : null;
}
