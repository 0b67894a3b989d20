import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADDRESS, header, openDoor, rawRequest, SECRET, type Door } from "./door.ts";

/** Whatever is asked of the server: it never throws, says its headers, and keeps each world to its own. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};
let door: Door;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe("any request", () => {
  const hosts = [
    "127.0.0.1:4321",
    "127.0.0.1",
    "127.0.0.1:99999999",
    "stage-1.localhost:4321",
    "stage-999999.localhost",
    "localhost:4321",
    "stage-1.localhost.evil.example",
    "evil.example",
    "[::1]:4321",
  ];
  const segment = fc.oneof(
    fc.constantFrom(
      ..."d screen.html stage.html assets screen.js health socket .. . %2e%2e ..%2f ..%5c %00 C: a:b".split(
        " ",
      ),
      ...`picture.png PICTURE.PNG drawing.svg deck.fr.md .hidden.png link.png up secret.png ${ADDRESS}`.split(
        " ",
      ),
      "",
      "%E0%A4%A",
      "x".repeat(3_000),
    ),
    fc.webSegment(),
  );
  const path = fc.oneof(
    fc.array(segment, { maxLength: 6 }),
    fc.array(segment, { maxLength: 4 }).map((rest) => ["d", ADDRESS, ...rest]),
  );
  const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
  const range = fc.option(
    fc.oneof(fc.constantFrom("bytes=0-3", "bytes=-2", "bytes=9999-"), header()),
  );

  it("is answered with every header, from its own world, and with nothing from outside", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...hosts),
        path,
        method,
        range,
        async (host, segments, verb, bytes) => {
          const headers = new Headers({ Host: host, ...(bytes !== null && { Range: bytes }) });
          const url = `http://127.0.0.1/${segments.join("/")}`;
          const response = await door.handler(new Request(url, { method: verb, headers }));
          expect(Object.fromEntries(response.headers)).toMatchObject(HEADERS);
          expectOwnWorld(host, response.status, await response.text());
          if (response.headers.get("content-type")?.startsWith("text/html")) {
            expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("written by hand, without any browser's tidying, gets no further", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...hosts), path, range, async (host, segments, bytes) => {
        const said = `GET /${segments.join("/")} HTTP/1.1\r\nHost: ${host}\r\n`;
        const text = await rawRequest(
          door.loopback.port,
          `${said}${bytes === null ? "" : `Range: ${bytes}\r\n`}`,
        );
        const [head = "", body = ""] = text.split("\r\n\r\n");
        expectOwnWorld(host, Number(head.split(" ")[1]), body);
      }),
      { numRuns: 500 },
    );
  });

  it("finds each world where it is", async () => {
    const ask = async (host: string, path: string) =>
      (await door.handler(new Request(`http://x${path}`, { headers: { Host: host } }))).text();
    expect(await ask("127.0.0.1:4321", "/screen.html")).toBe("trusted page");
    expect(await ask("127.0.0.1:4321", "/assets/screen.js")).toBe("page script");
    expect(await ask("stage-7.localhost:4321", "/stage.html")).toBe("stage page");
    expect(await ask("stage-7.localhost:4321", `/d/${ADDRESS}/picture.png`)).toBe("deck picture");
  });

  it("for an overview is answered with a policy that starts no worker and trusts one sanitiser", async () => {
    const ask = async (path: string) => {
      const headers = { Host: "stage-30.localhost:4321" };
      const { headers: got } = await door.handler(new Request(`http://x${path}`, { headers }));
      return got.get("content-security-policy")?.split("; ");
    };
    const [stage, sheet] = [await ask("/stage.html"), await ask("/sheet.html")];
    expect(sheet).toContain("trusted-types stage");
    expect(sheet).toContain("require-trusted-types-for 'script'");
    const more = stage?.filter((rule) => !sheet?.includes(rule));
    expect(more).toEqual(["worker-src 'self'", "trusted-types stage default pulse"]);
  });

  it("for a drawing is answered with a policy that runs nothing, wherever it is opened", async () => {
    const headers = { Host: "stage-1.localhost:4321" };
    const response = await door.handler(
      new Request(`http://x/d/${ADDRESS}/drawing.svg`, { headers }),
    );
    expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox$/);
  });
});

/** A page's host gives no deck, a stage's host no trusted page, another host nothing; and nobody the secret. */
function expectOwnWorld(host: string, status: number, body: string): void {
  expect(body).not.toContain(SECRET);
  if (/^127\.0\.0\.1(:\d+)?$/.test(host)) expect(body).not.toMatch(/deck picture|stage page/);
  else if (/^stage-\d+\.localhost(:\d+)?$/.test(host))
    expect(body).not.toMatch(/trusted page|well/);
  else expect(status).toBeGreaterThanOrEqual(400);
}
