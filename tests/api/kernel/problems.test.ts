import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as nothingHere } from "@/app/api/[...rest]/route";
import type { appDb } from "@/lib/db";
import * as errors from "@/lib/errors";
import { publicRoute, tenantRoute, webhookRoute } from "@/lib/http";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { call, mintTenant, type Person } from "../../fixtures/tenants";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;
let person: Person;
let thrown: () => unknown = () => undefined;

const probe = tenantRoute({
  summary: "Try",
  permission: "workspace.read",
  output: z.object({ ok: z.boolean() }),
  handle: async () => {
    throw thrown();
  },
});

beforeAll(async () => {
  database = await useOwnDatabase();
  person = await mintTenant();
});
afterAll(() => database.drop());

const cases: [status: number, code: string, () => unknown][] = [
  [400, "bad_request", () => errors.badRequest("The body is not valid JSON.")],
  [401, "unauthenticated", () => errors.unauthenticated()],
  [403, "forbidden", () => errors.forbidden()],
  [404, "not_found", () => errors.notFound("site")],
  [409, "conflict", () => errors.conflict("It is archived already.")],
  [413, "payload_too_large", () => errors.tooLarge(100)],
  [415, "unsupported_media_type", () => new errors.AppError("unsupported_media_type", "Send JSON.")],
  [422, "validation_failed", () => errors.invalid([{ name: "domain", reason: "Enter a host name." }])],
  [429, "rate_limited", () => errors.rateLimited(7)],
  [500, "internal", () => new Error("secret: postgres://app_user:hunter2@db")],
  [500, "internal", () => "a string"],
  [500, "internal", () => undefined],
  [503, "unavailable", () => errors.unavailable(11)],
  [503, "unavailable", () => Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  [
    503,
    "unavailable",
    () =>
      new Error("outer", {
        cause: new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]),
      }),
  ],
  [
    503,
    "unavailable",
    () => Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" }),
  ],
];

describe("every refusal is problem+json", () => {
  it.each(cases)("%i %s", async (status, code, make) => {
    thrown = make;
    const answer = await call(probe, { as: person, path: "/api/v1/probe" });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json).toMatchObject({
      type: `urn:brand-automator:problem:${code}`,
      code,
      status,
      title: expect.any(String),
    });
    expect(answer.json?.requestId).toBe(answer.headers.get("x-request-id"));
    expect(answer.text).not.toMatch(/hunter2|postgres:|stack|a string/);
    const wait = status === 429 || status === 503;
    expect(answer.headers.get("retry-after")).toEqual(wait ? expect.stringMatching(/^[1-9]\d*$/) : null);
    expect(answer.json?.invalidParams !== undefined).toBe(status === 422);
  });

  it("what the database refuses is 404, 409 or 400, by its kind", async () => {
    const inDb = (work: (db: ReturnType<typeof appDb>) => Promise<unknown>) =>
      tenantRoute({
        summary: "Try",
        permission: "workspace.read",
        output: z.object({}),
        handle: (ctx) => withTenant(ctx, async (db) => (await work(db as ReturnType<typeof appDb>), {})),
      });
    const contact = { tenantId: person.tenantId, email: "twice@people.example" };
    const create = (email: string) =>
      inDb((db) => db.contact.create({ data: { ...contact, id: newId(), email } }));
    expect((await call(create(contact.email), { as: person })).status).toBe(200);
    expect((await call(create(contact.email), { as: person })).json).toMatchObject({
      status: 409,
      code: "conflict",
    });
    expect((await call(create("nul\u0000@people.example"), { as: person })).json).toMatchObject({
      status: 400,
    });
    const missing = inDb((db) => db.contact.update({ where: { id: newId() }, data: { name: "x" } }));
    expect((await call(missing, { as: person })).json).toMatchObject({ status: 404, code: "not_found" });
    const companyId = newId();
    const dangling = inDb((db) =>
      db.site.create({
        data: {
          id: newId(),
          tenantId: person.tenantId,
          companyId,
          name: "x",
          domain: "x.example",
          siteKey: newId(),
        },
      }),
    );
    expect((await call(dangling, { as: person })).json).toMatchObject({ status: 404, code: "not_found" });
    const json = inDb((db) =>
      db.outboxEvent.create({
        data: { id: newId(), tenantId: person.tenantId, type: "x", payload: { a: "\ud800" } },
      }),
    );
    expect((await call(json, { as: person })).json).toMatchObject({ status: 400 });
  });

  it("an answer that breaks its declared shape is our fault, not the caller's", async () => {
    const lying = tenantRoute({
      summary: "Try",
      permission: "workspace.read",
      output: z.object({ n: z.number() }),
      handle: async () => JSON.parse('{"n":"x"}') as { n: number },
    });
    expect((await call(lying, { as: person })).json).toMatchObject({ status: 500, code: "internal" });
  });
});

describe("a route without sign-in", () => {
  const open = publicRoute({
    summary: "Try",
    rateLimit: "anon",
    cors: "any",
    bodyFormat: "form",
    bodyBytesMax: 1_000,
    input: {
      body: z.object({ name: z.string(), tags: z.union([z.string(), z.array(z.string())]).optional() }),
    },
    output: z.object({ name: z.string(), tags: z.unknown() }),
    handle: async (_caller, { body }) => ({ name: body.name, tags: body.tags }),
  });
  const form = "application/x-www-form-urlencoded";

  it("takes JSON and HTML forms, and keeps repeated fields as a list", async () => {
    const sent = { method: "POST", body: "name=Ada&tags=a&tags=b", headers: { "content-type": form } };
    expect((await call(open, sent)).json).toEqual({ name: "Ada", tags: ["a", "b"] });
    expect((await call(open, { method: "POST", body: { name: "Ada" } })).json).toEqual({ name: "Ada" });
    const data = new FormData();
    data.set("name", "Ada");
    data.set("file", new Blob(["x"]), "x.txt");
    const multipart = new Response(data);
    const body = new Uint8Array(await multipart.arrayBuffer());
    const headers = { "content-type": multipart.headers.get("content-type") ?? "" };
    expect((await call(open, { method: "POST", body, headers })).json).toEqual({ name: "Ada" });
  });

  it("is readable from every page, without credentials, also when it refuses", async () => {
    for (const body of [{ name: "Ada" }, { name: 1 }]) {
      const answer = await call(open, {
        method: "POST",
        body,
        headers: { origin: "https://customer.example" },
      });
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  it("refuses broken forms, strange types and too much, whatever Content-Length claims", async () => {
    const send = (body: string, type: string, more = {}) =>
      call(open, { method: "POST", body, headers: { "content-type": type, ...more } });
    expect((await send("--x\r\nbroken", "multipart/form-data; boundary=y")).status).toBe(400);
    expect((await send("name=1", "application/xml")).status).toBe(415);
    expect((await send(`name=${"x".repeat(2_000)}`, form)).status).toBe(413);
    expect((await send(`name=${"x".repeat(2_000)}`, form, { "content-length": "10" })).status).toBe(413);
    expect((await send("__proto__=1&name=a&constructor=2", form)).status).toBe(200);
  });

  it("stops reading an endless body at its bound", async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(400));
      },
    });
    const request = new Request("http://127.0.0.1:3000/x", {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect((await open(request, {})).status).toBe(413);
    expect(chunks).toBeLessThan(8);
  });

  it("a body that breaks off is 400", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("socket hang up"));
      },
    });
    const request = new Request("http://127.0.0.1:3000/x", {
      method: "POST",
      body: broken,
      duplex: "half",
    } as RequestInit);
    expect((await open(request, {})).status).toBe(400);
  });
});

describe("a webhook", () => {
  const seen: string[] = [];
  const hook = webhookRoute({
    rateLimit: "anon",
    bodyBytesMax: 100,
    verify: async (caller, raw) => {
      if (caller.headers.get("signature") !== `signed:${raw}`)
        throw errors.badRequest("The signature does not match.");
      return z.object({ id: z.string() }).parse(JSON.parse(raw));
    },
    handle: async (_caller, event) => void seen.push(event.id),
  });

  it("believes only what is signed over the raw body", async () => {
    const raw = '{ "id" : "evt_1" }';
    const post = (signature: string, body = raw) =>
      call(hook, { method: "POST", body, headers: { signature } });
    expect((await post("signed:{}")).status).toBe(400);
    expect((await post(`signed:${raw}`)).json).toEqual({ received: true });
    expect((await post("x", "y".repeat(101))).status).toBe(413);
    expect(seen).toEqual(["evt_1"]);
  });
});

it("an address that is none is answered with problem+json too", async () => {
  const answer = await call(nothingHere, { path: "/api/v1/nonsense" });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.json).toMatchObject({ status: 404, detail: expect.stringContaining("/api/v1/nonsense") });
});
