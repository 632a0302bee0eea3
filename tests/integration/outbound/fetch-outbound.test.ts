import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:tls";
import { deflateSync, gzipSync, brotliCompressSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { fetchOutbound } from "@/lib/outbound";
import { type DnsServer, startDnsServer } from "../../fixtures/dns-server";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let dns: DnsServer;
let server: Server;
let port: number;
let handler: Handler;
let seen: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[];

const set = (values: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  resetEnvForTests();
};
const allow = (...hosts: string[]) => set({ OUTBOUND_ALLOW_HOSTS: hosts.join(",") });
const refusal = (sentence: string | RegExp): unknown =>
  expect.objectContaining({ status: 400, message: expect.stringMatching(sentence) });
const outage = (sentence: string | RegExp): unknown =>
  expect.objectContaining({ status: 503, message: expect.stringMatching(sentence) });

beforeAll(async () => {
  dns = await startDnsServer();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      handler(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
beforeEach(() => {
  seen = [];
  handler = (_request, response) => response.end("hello");
  dns.records.clear();
  dns.records.set("a.example", { A: ["127.0.0.1"] });
  dns.records.set("b.example", { A: ["127.0.0.1"] });
  set({ OUTBOUND_DNS_SERVER: dns.address, OUTBOUND_ALLOW_HOSTS: `a.example:${port},b.example:${port}` });
});
afterEach(() => server.closeAllConnections());
afterAll(async () => {
  set({ OUTBOUND_DNS_SERVER: undefined, OUTBOUND_ALLOW_HOSTS: undefined });
  server.close();
  await dns.close();
});

describe("a page on an allowed host", () => {
  test("is fetched under its own name, with what was sent", async () => {
    const answer = await fetchOutbound(`http://a.example:${port}/x?y=1#z`, {
      method: "POST",
      headers: { "X-Own": "1", Host: "evil.example" },
      body: "grüße",
    });
    expect(answer).toMatchObject({ status: 200, url: `http://a.example:${port}/x?y=1` });
    expect(answer.body.toString()).toBe("hello");
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/x?y=1",
        body: "grüße",
        headers: { host: `a.example:${port}`, "x-own": "1", "accept-encoding": "gzip, deflate, br" },
      },
    ]);
  });

  test("a refusal of the other side is an answer", async () => {
    handler = (_request, response) => response.writeHead(503).end("away");
    expect(await fetchOutbound(`http://a.example:${port}/`)).toMatchObject({ status: 503 });
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("%s is decoded", async (coding, encode) => {
    handler = (_request, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(encode("packed"));
    expect((await fetchOutbound(`http://a.example:${port}/`)).body.toString()).toBe("packed");
  });

  test("HEAD has no body", async () => {
    handler = (_request, response) => response.writeHead(200, { "content-length": "5000000" }).end();
    expect(await fetchOutbound(`http://a.example:${port}/`, { method: "HEAD", bytesMax: 10 })).toMatchObject({
      status: 200,
    });
  });

  test("the name goes into SNI, and a certificate that is not its own is refused", async () => {
    let sni: string | undefined;
    const secure = createTlsServer({
      SNICallback: (name, done) => {
        sni = name;
        done(null);
      },
    });
    secure.on("tlsClientError", () => undefined);
    secure.listen(0, "127.0.0.1");
    await once(secure, "listening");
    const at = secure.address();
    const securePort = typeof at === "object" && at ? at.port : 0;
    allow(`a.example:${securePort}`);
    await expect(fetchOutbound(`https://a.example:${securePort}/`, { timeoutMs: 3_000 })).rejects.toEqual(
      outage("could not be reached"),
    );
    expect(sni).toBe("a.example");
    secure.close();
  });
});

describe("addresses that are not public", () => {
  test.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://127.1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://0/",
    "http://10.0.0.1/",
    "http://100.64.0.1/",
  ])("%s is refused", async (url) => {
    await expect(fetchOutbound(url, { timeoutMs: 3_000 })).rejects.toEqual(
      refusal(/not on the public internet|has no address/),
    );
    expect(seen).toEqual([]);
  });

  test("the allowed port of this machine opens no other one", async () => {
    allow(`127.0.0.1:${port + 1}`);
    await expect(fetchOutbound(`http://127.0.0.1:${port}/`)).rejects.toEqual(refusal("usual ports"));
    await expect(fetchOutbound("http://127.0.0.1/")).rejects.toEqual(refusal("not on the public internet"));
  });

  test("a name with one private answer among public ones is refused", async () => {
    dns.records.set("mixed.example", { A: ["93.184.216.34", "10.1.2.3"] });
    dns.records.set("six.example", {
      A: ["93.184.216.34"],
      AAAA: ["::ffff:10.1.2.3".replace("10.1.2.3", "a01:203")],
    });
    for (const name of ["mixed.example", "six.example"])
      await expect(fetchOutbound(`http://${name}/`)).rejects.toEqual(refusal("not on the public internet"));
  });

  test("a name that is public first and private then is asked once and reaches neither this machine nor another", async () => {
    allow();
    // Public by its range, but assigned to nobody: what comes of the attempt is no matter here.
    dns.records.set("rebind.example", { AAAA: (asked) => (asked === 1 ? ["2fff::1"] : ["::1"]) });
    await fetchOutbound("http://rebind.example/", { timeoutMs: 500 }).catch((error: unknown) =>
      expect(error).toEqual(outage(/in time|could not be reached/)),
    );
    expect(dns.asked("rebind.example", "AAAA")).toBe(1);
    await expect(fetchOutbound("http://rebind.example/")).rejects.toEqual(
      refusal("not on the public internet"),
    );
    expect(seen).toEqual([]);
  });

  test("the connection is pinned to the address of the first answer", async () => {
    dns.records.set("pin.example", { A: (asked) => (asked === 1 ? ["127.0.0.1"] : ["127.0.0.99"]) });
    allow(`pin.example:${port}`);
    expect((await fetchOutbound(`http://pin.example:${port}/`)).status).toBe(200);
    expect(dns.asked("pin.example", "A")).toBe(1);
  });

  test("a name without an address, and a name server that fails, are told apart", async () => {
    await expect(fetchOutbound("http://nowhere.example/")).rejects.toEqual(
      refusal("no website at nowhere.example"),
    );
    dns.records.set("broken.example", { fails: true });
    await expect(fetchOutbound("http://broken.example/", { timeoutMs: 5_000 })).rejects.toEqual(
      outage("name server did not answer"),
    );
    dns.records.set("silent.example", { silent: true });
    await expect(fetchOutbound("http://silent.example/", { timeoutMs: 300 })).rejects.toEqual(
      outage("did not answer in time"),
    );
  });
});

describe("redirects", () => {
  const redirect =
    (status: number, to: string): Handler =>
    (request, response) => {
      if (request.url === "/start") response.writeHead(status, { location: to }).end("elsewhere");
      else response.end("arrived");
    };
  const start = () => `http://a.example:${port}/start`;

  test("are followed, also relative ones", async () => {
    handler = redirect(302, "/next");
    expect(await fetchOutbound(start())).toMatchObject({ status: 200, url: `http://a.example:${port}/next` });
  });

  test.each([
    ["http://169.254.169.254/latest/meta-data/", "not on the public internet"],
    ["http://127.0.0.1/", "not on the public internet"],
    ["//[::1]/", "not on the public internet"],
    ["file:///etc/passwd", "http:// or https://"],
    ["http://user:secret@b.example/", "user name or password"],
    ["http://b.example:6379/", "usual ports"],
    ["http://", "not an address"],
  ])("to %s are refused", async (to, sentence) => {
    handler = redirect(302, to);
    await expect(fetchOutbound(start())).rejects.toEqual(refusal(sentence));
    expect(seen).toHaveLength(1);
  });

  test("end after redirectsMax; with 0 the redirect is the answer", async () => {
    handler = (_request, response) => response.writeHead(302, { location: "/again" }).end();
    await expect(fetchOutbound(start(), { redirectsMax: 3 })).rejects.toEqual(refusal("more than 3 times"));
    expect(seen).toHaveLength(4);
    expect(await fetchOutbound(start(), { redirectsMax: 0 })).toMatchObject({
      status: 302,
      headers: { location: "/again" },
    });
  });

  test("carry headers within an origin and none across", async () => {
    const headers = { authorization: "Bearer secret", cookie: "a=b", "x-api-key": "k", accept: "text/html" };
    handler = redirect(307, "/next");
    await fetchOutbound(start(), { headers });
    expect(seen[1]?.headers).toMatchObject(headers);
    handler = redirect(307, `http://b.example:${port}/next`);
    seen = [];
    await fetchOutbound(start(), { headers });
    expect(seen[1]?.headers).toMatchObject({ accept: "text/html", host: `b.example:${port}` });
    for (const name of ["authorization", "cookie", "x-api-key"])
      expect(seen[1]?.headers).not.toHaveProperty(name);
  });

  test.each([
    [301, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "body"],
    [308, "POST", "body"],
  ])("%i repeats a POST as %s", async (status, method, body) => {
    handler = redirect(status, "/next");
    await fetchOutbound(start(), { method: "POST", body: "body" });
    expect(seen[1]).toMatchObject({ method, body });
  });

  test("never pass a body on to another website", async () => {
    handler = redirect(307, `http://b.example:${port}/next`);
    await expect(fetchOutbound(start(), { method: "POST", body: "secret" })).rejects.toEqual(
      refusal("not passed on"),
    );
    expect(seen).toHaveLength(1);
  });
});

describe("bounds", () => {
  test("a body that drips ends at the time-out", async () => {
    handler = (_request, response) => {
      const timer = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(timer));
    };
    const startedMs = performance.now();
    await expect(fetchOutbound(`http://a.example:${port}/`, { timeoutMs: 400 })).rejects.toEqual(
      outage("did not answer in time"),
    );
    expect(performance.now() - startedMs).toBeLessThan(1_500);
  });

  test("a server that says nothing ends at the time-out", async () => {
    handler = () => undefined;
    await expect(fetchOutbound(`http://a.example:${port}/`, { timeoutMs: 300 })).rejects.toEqual(
      outage("did not answer in time"),
    );
  });

  test.each([
    ["announced", true],
    ["unannounced", false],
  ])("a huge body, %s, is refused without reading it all", async (_name, announced) => {
    let sentBytes = 0;
    handler = (_request, response) => {
      response.writeHead(200, announced ? { "content-length": String(10 ** 9) } : {});
      const more = () => {
        while (sentBytes < 10 ** 9 && response.write(Buffer.alloc(65_536))) sentBytes += 65_536;
        if (sentBytes < 10 ** 9 && !response.destroyed) response.once("drain", more);
      };
      more();
    };
    await expect(fetchOutbound(`http://a.example:${port}/`, { bytesMax: 100_000 })).rejects.toEqual(
      refusal("larger than 100,000 bytes"),
    );
    expect(sentBytes).toBeLessThan(20_000_000);
  });

  test("a body of exactly the bound is read", async () => {
    handler = (_request, response) => response.end(Buffer.alloc(1_000));
    expect((await fetchOutbound(`http://a.example:${port}/`, { bytesMax: 1_000 })).body).toHaveLength(1_000);
    await expect(fetchOutbound(`http://a.example:${port}/`, { bytesMax: 999 })).rejects.toEqual(
      refusal("larger than"),
    );
  });

  test.each([
    ["gzip", gzipSync(Buffer.alloc(200_000_000), { level: 9 })],
    ["br", brotliCompressSync(Buffer.alloc(200_000_000), { params: {} })],
  ])(
    "a %s bomb is refused before it unfolds",
    async (coding, bomb) => {
      handler = (_request, response) => response.writeHead(200, { "content-encoding": coding }).end(bomb);
      const before = process.memoryUsage().arrayBuffers;
      await expect(fetchOutbound(`http://a.example:${port}/`, { bytesMax: 1_000_000 })).rejects.toEqual(
        refusal("larger than"),
      );
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    },
    60_000,
  );

  test.each(["gzip, gzip", "zstd", "constructor"])("an encoding like %s is refused", async (coding) => {
    handler = (_request, response) => response.writeHead(200, { "content-encoding": coding }).end("x");
    await expect(fetchOutbound(`http://a.example:${port}/`)).rejects.toEqual(refusal("cannot be read"));
  });

  test.each([
    [
      "broken gzip",
      (response: ServerResponse) => response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
    ],
    [
      "gzip cut short",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-encoding": "gzip", "content-length": "5000" });
        response.write(gzipSync("x".repeat(9_000)).subarray(0, 20));
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ["a dropped connection", (response: ServerResponse) => response.destroy()],
    [
      "half a body",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("x");
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])("%s is an outage, not a hang", async (_name, act) => {
    handler = (_request, response) => void act(response);
    await expect(fetchOutbound(`http://a.example:${port}/`, { timeoutMs: 5_000 })).rejects.toEqual(
      outage("broke the connection"),
    );
  });

  test("a port that nobody listens on is an outage", async () => {
    allow("a.example:1");
    await expect(fetchOutbound("http://a.example:1/")).rejects.toEqual(outage("could not be reached"));
  });
});
