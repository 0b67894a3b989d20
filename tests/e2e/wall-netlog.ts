/** What Chromium's own network log tells: the names it looked up and the addresses it asked, whatever the page saw. */

interface NetLog {
  events: { type: number; params?: Record<string, unknown> }[];
}

/** Fields that name a host or an address, in any event. */
const FIELDS = ["host", "url", "address", "destination", "hostname"];

/** @returns the distinct hosts, in lower case. A log cut short by the end of the browser is completed. */
export function readNetLog(text: string): string[] {
  const hosts = new Set<string>();
  for (const { params } of parseLog(text).events) {
    for (const field of FIELDS) {
      const host = hostOf(params?.[field]);
      if (host) hosts.add(host);
    }
  }
  return [...hosts].toSorted();
}

function parseLog(text: string): NetLog {
  try {
    return JSON.parse(text) as NetLog;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return JSON.parse(`${text.trimEnd().replace(/,$/, "")}]}`) as NetLog;
  }
}

function hostOf(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return null;
  const bare = /^(?:[a-z+.-]+:\/\/)?(?:[^/@]*@)?(\[[^\]]+\]|[^:/?#\s]+)/i.exec(value)?.[1];
  return bare ? bare.toLowerCase() : null;
}
