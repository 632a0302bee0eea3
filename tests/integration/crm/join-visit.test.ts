import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createForm, getRequest, listRequests } from "@/lib/crm";
import { joinVisitAgain, joinVisitJobs, joinVisitSoon } from "@/lib/crm/jobs/join-visit";
import type { FormDto } from "@/lib/crm/schemas";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { processCollector } from "@/lib/tracking/collect";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { catchUp } from "../../fixtures/tracking";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { anyAddress, mintSite, send } from "./support";

type Site = Awaited<ReturnType<typeof mintSite>>;

const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

let database: OwnDatabase;
let owner: Person;
let stranger: Person;
let site: Site;
let form: FormDto;
beforeAll(async () => {
  database = await useOwnDatabase();
  [owner, stranger] = [await mintTenant(), await mintTenant()];
  site = await mintSite(owner, { domain: "www.shop.example" });
  form = await createForm(owner.ctx, { name: "Contact", kind: "contact", siteId: site.id });
});
afterAll(() => database.drop());

/** A page view of a visitor, as the tracker sends it. @returns the event's id */
async function view(of: Site, address: string, path: string, referrer = ""): Promise<string> {
  const id = newId();
  const body = JSON.stringify({
    k: of.siteKey,
    i: id,
    t: "p",
    u: `https://${of.domain}${path}`,
    r: referrer,
  });
  const outcome = await processCollector().collect({
    body,
    peer: address,
    forwardedFor: undefined,
    userAgent: AGENT,
  });
  expect(outcome.status).toBe(204);
  return id;
}

async function post(to: FormDto, address: string, more: object = {}): Promise<string> {
  const body = { name: "Ada", email: `${newId()}@people.example`, message: "Hello", ...more };
  const answer = await send(to.formKey, { body, address, headers: { "user-agent": AGENT } });
  expect(answer.status).toBe(201);
  return String(answer.json?.["id"]);
}

const join = (requestId: string, tenantId = owner.tenantId) =>
  joinVisitSoon.execute({ tenantId, requestId, kind: "contact" });
const stored = (person: Person, id: string) =>
  withTenant(person.ctx, (db) =>
    db.contactSubmission.findUniqueOrThrow({ where: { tenantId_id: { tenantId: person.tenantId, id } } }),
  );

describe("a request joins the visit that sent it", () => {
  test("by the visitor's key: the request shows source and pages in order", async () => {
    const address = anyAddress();
    await view(site, address, "/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn");
    await view(site, address, "/contact");
    const id = await post(form, address);
    await catchUp();
    await join(id);
    const detail = await getRequest(owner.ctx, id);
    expect(detail).toMatchObject({
      source: "newsletter",
      channel: "Email",
      visit: {
        siteId: site.id,
        entryPage: "/",
        source: "newsletter",
        channel: "Email",
        campaign: "autumn",
        device: "desktop",
        browser: "Chrome",
      },
    });
    expect(detail.visit?.pages.map((page) => page.path)).toEqual(["/", "/contact"]);
    expect((await listRequests(owner.ctx, {})).items.find((item) => item.id === id)).toMatchObject({
      source: "newsletter",
      visitId: detail.visitId,
    });
    const viewer = await mintMember(owner.tenantId, "viewer");
    expect((await getRequest(viewer.ctx, id)).visit?.id).toBe(detail.visitId);
  });

  test("before the rollup has come by there is no visit and no failure; a later look finds it", async () => {
    const address = anyAddress();
    await view(site, address, "/first");
    const id = await post(form, address);
    await join(id);
    expect(await getRequest(owner.ctx, id)).toMatchObject({ visitId: null, visit: null, source: null });
    await catchUp();
    await joinVisitAgain.execute({ tenantId: owner.tenantId, requestId: id, kind: "contact" });
    const { visitId } = await getRequest(owner.ctx, id);
    expect(visitId).not.toBeNull();
    await join(id);
    expect((await getRequest(owner.ctx, id)).visitId).toBe(visitId);
  });

  test("the last event's id wins over the address that the post came from", async () => {
    const [there, here] = [anyAddress(), anyAddress()];
    const ba = await view(site, there, "/there", "https://duckduckgo.com/");
    await view(site, here, "/here");
    const id = await post(form, here, { ba: ba.toUpperCase() });
    await catchUp();
    await join(id);
    expect((await getRequest(owner.ctx, id)).visit).toMatchObject({
      entryPage: "/there",
      channel: "Organic Search",
    });
  });

  test("a form without a site takes the site that stored the event", async () => {
    const loose = await createForm(owner.ctx, { name: "Everywhere", kind: "project_scope" });
    const address = anyAddress();
    const ba = await view(site, address, "/loose");
    const id = await post(loose, anyAddress(), { ba });
    await catchUp();
    await join(id);
    expect(await getRequest(owner.ctx, id)).toMatchObject({
      kind: "project_scope",
      visit: { entryPage: "/loose" },
    });
  });

  test("a form on another site of the workspace joins that site's visit", async () => {
    const second = await mintSite(owner, { domain: "second.example" });
    const ba = await view(second, anyAddress(), "/second");
    const id = await post(form, anyAddress(), { ba });
    await catchUp();
    await join(id);
    expect((await getRequest(owner.ctx, id)).visit).toMatchObject({
      siteId: second.id,
      entryPage: "/second",
    });
  });
});

describe("what joins nothing", () => {
  test("an event of another workspace's site", async () => {
    const theirs = await mintSite(stranger, { domain: "theirs.example" });
    const ba = await view(theirs, anyAddress(), "/secret");
    await catchUp();
    const loose = await createForm(owner.ctx, { name: "Loose", kind: "contact" });
    for (const to of [loose, form]) {
      const id = await post(to, anyAddress(), { ba });
      await join(id);
      expect(await getRequest(owner.ctx, id)).toMatchObject({ visitId: null, visit: null });
    }
    const id = await post(loose, anyAddress(), { ba });
    expect(await stored(owner, id)).toMatchObject({
      trackingEventId: null,
      trackingSiteNo: null,
      visitorKey: null,
    });
  });

  test("ids that are none, or not yet anybody's", async () => {
    for (const ba of ["x", "' OR 1=1", "\u0000", newId(), "00000000-0000-0000-0000-000000000000", ["a"], 7]) {
      const id = await post(form, anyAddress(), { ba });
      await join(id);
      expect((await getRequest(owner.ctx, id)).visitId).toBeNull();
    }
  });

  test("a visitor whose visit was over half an hour before", async () => {
    const address = anyAddress();
    await view(site, address, "/old");
    await catchUp();
    const id = await post(form, address);
    const later = new Date(Date.now() + 31 * 60_000);
    await database.admin.query("UPDATE contact_submissions SET created_at = $2 WHERE id = $1", [id, later]);
    await join(id);
    expect((await getRequest(owner.ctx, id)).visitId).toBeNull();
  });

  test("another workspace's job: not found, nothing written", async () => {
    const address = anyAddress();
    await view(site, address, "/");
    const id = await post(form, address);
    await catchUp();
    for (const job of joinVisitJobs) {
      await expect(job.execute({ tenantId: stranger.tenantId, requestId: id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect((await stored(owner, id)).visitId).toBeNull();
  });
});
