import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { OPTIONS } from "@/app/api/forms/[formKey]/route";
import { setClockForTests } from "@/lib/clock";
import { createForm, listContacts, listRequests, updateForm } from "@/lib/crm";
import type { FormDto } from "@/lib/crm/schemas";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { mintTenant, type Person } from "../../fixtures/tenants";
import {
  anyAddress,
  auditOf,
  BROWSER,
  closeAll,
  countsOf,
  eventsOf,
  mintSite,
  send,
  URLENCODED,
} from "./support";

let owner: Person;
let form: FormDto;
beforeAll(async () => {
  owner = await mintTenant();
  form = await createForm(owner.ctx, { name: "Contact", kind: "contact" });
});
afterEach(() => setClockForTests(null));
afterAll(closeAll);

const message = (more: object = {}) => ({
  name: "Ada Example",
  email: `${newId()}@people.example`,
  message: "Hello there",
  ...more,
});
const theRequest = async (requestId: unknown) =>
  (await listRequests(owner.ctx, { limit: 100 })).items.find((item) => item.id === requestId);

describe("formats", () => {
  test("JSON: 201 with a receipt, stored with contact, audit row and event in one go", async () => {
    const sent = message({ company: "Example Ltd", phone: "+49 30 123", unknown: "field" });
    const answer = await send(form.formKey, { body: sent });
    expect(answer).toMatchObject({ status: 201, json: { status: "received" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const id = String(answer.json?.["id"]);
    const stored = await theRequest(id);
    expect(stored).toMatchObject({
      kind: "contact",
      status: "new",
      email: sent.email,
      company: "Example Ltd",
      phone: "+49 30 123",
      scopeDetails: null,
    });
    expect(await auditOf(owner, id)).toMatchObject([
      { action: "request.create", actorType: "public", actorId: `form:${form.id}` },
    ]);
    expect(await auditOf(owner, stored?.contactId ?? "")).toMatchObject([
      { action: "contact.create", actorType: "public" },
    ]);
    const events = await eventsOf(owner, "request.received");
    expect(events.at(-1)?.payload).toEqual({ requestId: id, kind: "contact" });
  });

  test("urlencoded from a browser: a thank-you page with a link back that runs nothing", async () => {
    const sent = message();
    const answer = await send(form.formKey, {
      body: new URLSearchParams(sent).toString(),
      headers: {
        ...URLENCODED,
        ...BROWSER,
        referer: 'https://www.example.com/contact?a="><script>1</script>',
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.text).toContain("Thank you");
    expect(answer.text).toContain('<a href="https://www.example.com/contact?a=');
    expect(answer.text).not.toContain("<script");
    expect((await listRequests(owner.ctx, { q: sent.email })).items).toHaveLength(1);
  });

  test("urlencoded from a browser to a form with a redirect: 303", async () => {
    const redirecting = await createForm(owner.ctx, {
      name: "R",
      kind: "contact",
      redirectUrl: "https://www.example.com/thänks?x=1",
    });
    const answer = await send(redirecting.formKey, {
      body: new URLSearchParams(message()).toString(),
      headers: { ...URLENCODED, ...BROWSER },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("https://www.example.com/th%C3%A4nks?x=1");
  });

  test("urlencoded by a script gets JSON", async () => {
    const answer = await send(form.formKey, {
      body: new URLSearchParams(message()).toString(),
      headers: { ...URLENCODED, accept: "*/*" },
    });
    expect(answer).toMatchObject({ status: 201, json: { status: "received" } });
  });

  test("multipart with repeated fields, and a project-scope form's own fields", async () => {
    const scope = await createForm(owner.ctx, { name: "Scope", kind: "project_scope" });
    const data = new FormData();
    for (const [name, value] of Object.entries({
      name: "Bo",
      email: `${newId()}@people.example`,
      goals: "More customers",
      budgetRange: "10k – 20k",
      timeline: "Spring",
    }))
      data.append(name, value);
    data.append("services[]", "Website");
    data.append("services[]", "Brand");
    data.append("links", "example.com\nhttps://other.example/a?b=1");
    const encoded = new Response(data);
    const answer = await send(scope.formKey, {
      body: new Uint8Array(await encoded.arrayBuffer()),
      headers: { "content-type": encoded.headers.get("content-type") ?? "" },
    });
    expect(answer.status).toBe(201);
    expect(await theRequest(answer.json?.["id"])).toMatchObject({
      kind: "project_scope",
      message: "",
      scopeDetails: {
        services: ["Website", "Brand"],
        budgetRange: "10k – 20k",
        timeline: "Spring",
        goals: "More customers",
        links: ["https://example.com", "https://other.example/a?b=1"],
        details: "",
      },
    });
  });

  test("a project-scope request as nested JSON; without a word about the project it is refused", async () => {
    const scope = await createForm(owner.ctx, { name: "Scope", kind: "project_scope" });
    const answer = await send(scope.formKey, {
      body: {
        name: "Bo",
        email: "bo@people.example",
        company: null,
        scopeDetails: { services: ["SEO"], details: "Long\ntext" },
      },
    });
    expect((await theRequest(answer.json?.["id"]))?.scopeDetails).toMatchObject({
      services: ["SEO"],
      details: "Long\ntext",
      links: [],
    });
    const empty = await send(scope.formKey, { body: { name: "Bo", email: "bo@people.example" } });
    expect(empty).toMatchObject({ status: 422, json: { invalidParams: [{ name: "details" }] } });
  });

  test("preflight: every origin, no credentials", () => {
    const { status, headers } = OPTIONS();
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-methods")).toContain("POST");
    expect(headers.get("access-control-allow-headers")).toContain("content-type");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("refusals store nothing", () => {
  test("every one of them", async () => {
    const before = await countsOf(owner);
    const big = "x".repeat(70_000);
    const post = async (body: unknown, headers: Record<string, string> = {}) =>
      (await send(form.formKey, { body, headers })).status;
    expect(await post("{", { "content-type": "application/json" })).toBe(400);
    expect(await post("", { "content-type": "application/json" })).toBe(400);
    expect(await post(new Uint8Array([0xff, 0xfe, 0x7b]), { "content-type": "application/json" })).toBe(400);
    expect(await post("no boundary here", { "content-type": "multipart/form-data" })).toBe(400);
    expect(await post("<a/>", { "content-type": "application/xml" })).toBe(415);
    expect(await post({ ...message(), message: big })).toBe(413);
    expect(await post(`name=${big}`, URLENCODED)).toBe(413);
    for (const body of ["[]", "null", '"text"', "7"])
      expect(await post(body, { "content-type": "application/json" })).toBe(422);
    expect(await post({})).toBe(422);
    expect(await post({ ...message(), name: { $ne: "" } })).toBe(422);
    expect(await post({ ...message(), name: ["a", "b"] })).toBe(422);
    expect(await post({ ...message(), message: "m".repeat(10_001) })).toBe(422);
    expect(await post({ ...message(), name: "n".repeat(201) })).toBe(422);
    expect(await post({ ...message(), message: " \u0000\u0000 " })).toBe(422);
    for (const email of [
      "",
      "x",
      "a@b",
      "a@b.c\r\nBcc: v@victim.example",
      "a b@c.de",
      "<a@b.co>",
      `${"l".repeat(250)}@b.co`,
      "a@b.co,c@d.co",
    ]) {
      expect(await post({ ...message(), email })).toBe(422);
    }
    expect(await countsOf(owner)).toEqual(before);
  });

  test("422 names the fields, with sentences for people", async () => {
    const answer = await send(form.formKey, { body: { email: "nobody" } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.json).toMatchObject({
      code: "validation_failed",
      invalidParams: [
        { name: "name", reason: "Enter your name" },
        { name: "email", reason: "Enter an e-mail address such as name@example.com" },
        { name: "message", reason: "Enter a message" },
      ],
    });
  });

  test("a browser gets a page that says what to change, without anything from the entries", async () => {
    const answer = await send(form.formKey, {
      body: new URLSearchParams({ name: "<b>x</b>", email: "no", message: "" }).toString(),
      headers: { ...URLENCODED, ...BROWSER, referer: "javascript:alert(1)" },
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain('<html lang="en">');
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).toContain("<strong>E-mail</strong>: Enter an e-mail address");
    expect(answer.text).not.toContain("<b>x</b>");
    expect(answer.text).not.toContain("javascript:");
  });

  test("an unknown, odd or switched-off key is 404, for programs and browsers", async () => {
    const off = await createForm(owner.ctx, { name: "Off", kind: "contact" });
    await updateForm(owner.ctx, off.id, { isActive: false });
    for (const key of [off.formKey, "x", "a".repeat(300), "nul\u0000l-key-here", "' OR 1=1 --"]) {
      expect((await send(key, { body: message() })).status).toBe(404);
    }
    const page = await send(off.formKey, {
      body: new URLSearchParams(message()).toString(),
      headers: { ...URLENCODED, ...BROWSER },
    });
    expect(page.status).toBe(404);
    expect(page.text).toContain("takes no requests any more");
  });
});

describe("hostile text", () => {
  test("is stored as plain text on one line where one line is meant", async () => {
    const answer = await send(form.formKey, {
      body: {
        name: "Eve\r\nBcc: victim@example.com\u0000\u202egnp",
        email: "  EVE@Example.COM ",
        company: "<img src=x onerror=alert(1)>",
        message: "one\r\ntwo\u0000 \ud83d\ude00 \ud800 e\u0301 ' ; DROP TABLE contacts; --",
      },
    });
    expect(answer.status).toBe(201);
    expect(await theRequest(answer.json?.["id"])).toMatchObject({
      name: "Eve Bcc: victim@example.comgnp",
      email: "eve@example.com",
      company: "<img src=x onerror=alert(1)>",
      message: "one\ntwo 😀 \ufffd é ' ; DROP TABLE contacts; --",
    });
  });

  test("__proto__ and thousands of fields do no harm", async () => {
    const body = `{"__proto__":{"admin":true},"constructor":{"prototype":{}},${Array.from({ length: 3_000 }, (_, i) => `"f${i}":1`).join(",")},"name":"P","email":"p@people.example","message":"m"}`;
    const answer = await send(form.formKey, { body, headers: { "content-type": "application/json" } });
    expect(answer.status).toBe(201);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  test("links other than http and https are refused", async () => {
    const scope = await createForm(owner.ctx, { name: "Scope", kind: "project_scope" });
    for (const link of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://"]) {
      const answer = await send(scope.formKey, {
        body: { name: "B", email: "b@people.example", goals: "g", links: [link] },
      });
      expect(answer).toMatchObject({ status: 422, json: { invalidParams: [{ name: "links.0" }] } });
    }
  });
});

describe("traps answer like a success and store nothing", () => {
  test.each([
    ["a filled honeypot", () => ({ website: "http://spam.example" })],
    ["half a second after the form appeared", () => ({ _t: 500 })],
    ["the same as text", () => ({ _t: "120" })],
    ["a Unix time of just now", () => ({ _t: Date.now() - 100 })],
  ])("%s", async (_name, bait) => {
    const before = await countsOf(owner);
    expect(await send(form.formKey, { body: message(bait()) })).toMatchObject({
      status: 201,
      json: { status: "received", id: expect.any(String) },
    });
    const page = await send(form.formKey, {
      body: new URLSearchParams({ ...message(), website: "x" }).toString(),
      headers: { ...URLENCODED, ...BROWSER },
    });
    expect(page).toMatchObject({ status: 200 });
    expect(await countsOf(owner)).toEqual(before);
  });

  test.each([
    ["an empty honeypot", { website: " " }],
    ["no time", { _t: "" }],
    ["a patient person", { _t: "8250.5" }],
    ["a Unix time of a minute ago", { _t: Date.now() - 60_000 }],
    ["a visitor's clock that runs ahead", { _t: Date.now() + 3_600_000 }],
    ["nonsense", { _t: "soon" }],
  ])("but not %s", async (_name, fields) => {
    const answer = await send(form.formKey, { body: message(fields) });
    expect(await theRequest(answer.json?.["id"])).toBeTruthy();
  });
});

describe("pages that may send", () => {
  test("a form with a site: its hosts and their subdomains, the product itself, and programs", async () => {
    const site = await mintSite(owner, { domain: "shop.example", allowedHosts: ["shop-partner.example"] });
    const own = await createForm(owner.ctx, { name: "Own", kind: "contact", siteId: site.id });
    const status = async (headers: Record<string, string>) =>
      (await send(own.formKey, { body: message(), headers })).status;
    for (const origin of [
      "https://shop.example",
      "https://www.shop.example:8443",
      "https://a.shop-partner.example",
      "http://127.0.0.1:3000",
      "null",
    ]) {
      expect(await status({ origin })).toBe(201);
    }
    for (const origin of [
      "https://evil.example",
      "https://shop.example.evil.example",
      "https://notshop.example",
    ]) {
      expect(await status({ origin })).toBe(403);
    }
    expect(await status({ origin: "null", referer: "https://evil.example/x" })).toBe(403);
  });

  test("a list on the form itself counts instead, and a hidden page is refused then", async () => {
    const site = await mintSite(owner, { domain: "shop2.example" });
    const strict = await createForm(owner.ctx, {
      name: "Strict",
      kind: "contact",
      siteId: site.id,
      allowedHosts: ["only.example"],
    });
    const status = async (origin: string) =>
      (await send(strict.formKey, { body: message(), headers: { origin } })).status;
    expect(await status("https://only.example")).toBe(201);
    expect(await status("https://shop2.example")).toBe(403);
    expect(await status("null")).toBe(403);
  });
});

describe("sent twice", () => {
  test("ten minutes are counted from the first post, whatever the clock's own tens say", async () => {
    const tenMinutes = 600_000;
    const edge = Math.ceil(Date.now() / tenMinutes) * tenMinutes;
    const sent = message();
    const sendAt = async (atMs: number) => {
      setClockForTests(() => atMs);
      return (await send(form.formKey, { body: sent })).json?.["id"];
    };
    const first = await sendAt(edge - 1_000);
    expect(await sendAt(edge + 1_000)).toBe(first);
    expect(await sendAt(edge + tenMinutes - 1_500)).toBe(first);
    const later = await sendAt(edge + tenMinutes - 500);
    expect(later).not.toBe(first);
    expect(await sendAt(edge + tenMinutes + 500)).toBe(later);
  });

  test("the same content within ten minutes is stored once and answers the same", async () => {
    const sent = message();
    const first = await send(form.formKey, { body: sent });
    const again = await send(form.formKey, { body: { ...sent, name: ` ${sent.name}`, _t: 9_000 } });
    // The token of an answer is made anew each time: it says when.
    expect(again).toMatchObject({ status: 201, json: { id: first.json?.["id"], status: "received" } });
    expect((await listRequests(owner.ctx, { q: sent.email })).items).toHaveLength(1);
    const other = await send(form.formKey, { body: { ...sent, message: "Something else" } });
    expect(other.json?.["id"]).not.toBe(first.json?.["id"]);
  });

  test("two identical posts at once, ten times", async () => {
    const sends = Array.from({ length: 10 }, () => message());
    const answers = await Promise.all(
      sends.flatMap((body) => [send(form.formKey, { body }), send(form.formKey, { body })]),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map((answer) => answer.json?.["id"])).size).toBe(10);
    for (const { email } of sends)
      expect((await listRequests(owner.ctx, { q: email })).items).toHaveLength(1);
  });

  test("ten posts of one new person at once make one contact", async () => {
    const email = `${newId()}@people.example`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        send(form.formKey, { body: message({ email, message: `Message ${i}` }) }),
      ),
    );
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
    const contacts = await listContacts(owner.ctx, { q: email });
    expect(contacts.items).toHaveLength(1);
    const requests = await listRequests(owner.ctx, { contactId: contacts.items[0]?.id });
    expect(requests.items).toHaveLength(10);
  });

  test("an Idempotency-Key: same answer for the same content, 409 for another, 400 for an unusable one", async () => {
    const headers = { "idempotency-key": newId() };
    const sent = message();
    const first = await send(form.formKey, { body: sent, headers });
    expect(await send(form.formKey, { body: sent, headers })).toMatchObject({
      status: 201,
      json: first.json,
    });
    expect((await send(form.formKey, { body: { ...sent, message: "Other" }, headers })).status).toBe(409);
    expect(
      (await send(form.formKey, { body: message(), headers: { "idempotency-key": "ümlaut" } })).status,
    ).toBe(400);
    expect((await listRequests(owner.ctx, { q: sent.email })).items).toHaveLength(1);
  });

  test("the other workspace's form with the same person and content is another request", async () => {
    const stranger = await mintTenant();
    const theirs = await createForm(stranger.ctx, { name: "T", kind: "contact" });
    const sent = message();
    const [mine, other] = [
      await send(form.formKey, { body: sent }),
      await send(theirs.formKey, { body: sent }),
    ];
    expect(mine.json?.["id"]).not.toBe(other.json?.["id"]);
    expect(await countsOf(stranger)).toEqual({ contactRequests: 1, scopeRequests: 0, contacts: 1 });
  });
});

describe("contacts and limits", () => {
  test("a known contact is found whatever the letter case, gaps are filled, nothing is overwritten", async () => {
    const email = `${newId()}@people.example`;
    await send(form.formKey, { body: message({ email, company: "" }) });
    await send(form.formKey, {
      body: message({
        email: email.toUpperCase(),
        name: "Somebody Else",
        company: "Example Ltd",
        message: "2",
      }),
    });
    const { items } = await listContacts(owner.ctx, { q: email });
    expect(items).toMatchObject([{ email, name: "Ada Example", companyName: "Example Ltd" }]);
    expect((await auditOf(owner, items[0]?.id ?? "")).map((row) => row.action)).toEqual([
      "contact.create",
      "contact.update",
    ]);
  });

  test("one address may send only so often", async () => {
    const address = anyAddress();
    const answers = [];
    for (let i = 0; i < 22; i += 1) answers.push(await send(form.formKey, { body: message(), address }));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(20);
    const refused = answers.at(-1);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused?.headers.get("ratelimit-remaining")).toBe("0");
    expect((await send(form.formKey, { body: message() })).status).toBe(201);
  });

  test("no address is stored anywhere", async () => {
    const address = anyAddress();
    const answer = await send(form.formKey, {
      body: message(),
      address,
      headers: { "user-agent": "Agent of this test" },
    });
    const rows = await withTenant(owner.ctx, async (db) => [
      await db.contactSubmission.findMany({
        where: { tenantId: owner.tenantId, id: String(answer.json?.["id"]) },
      }),
      await db.auditLog.findMany({ where: { tenantId: owner.tenantId } }),
      await db.outboxEvent.findMany({ where: { tenantId: owner.tenantId } }),
    ]);
    const text = JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    expect(text).not.toContain(address);
    expect(text).not.toContain("Agent of this test");
  });
});
