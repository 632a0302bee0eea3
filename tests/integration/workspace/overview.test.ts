import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { createForm, listRequests, updateForm, updateRequest } from "@/lib/crm";
import type { FormDto } from "@/lib/crm/schemas";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { getOverview, listActivity, listCompanies } from "@/lib/workspace";
import { closeAll, mintSite, send } from "../crm/support";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";

const NOON_MS = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;

let owner: Person;
let form: FormDto;
beforeAll(async () => {
  owner = await mintTenant({ name: "Overview" });
  form = await createForm(owner.ctx, { name: "Contact", kind: "contact" });
});
afterEach(() => setClockForTests(null));
afterAll(closeAll);

async function sendAt(atMs: number): Promise<void> {
  setClockForTests(() => atMs);
  const answer = await send(form.formKey, {
    body: { name: "Ada", email: `${newId()}@people.example`, message: "Hello" },
  });
  expect(answer.status).toBe(201);
}
const countOn = (siteId: string, tenantId: string, day: string, visitors: number, visits: number) =>
  systemDb().rollupDay.create({
    data: { tenantId, siteId, day: new Date(day), visitors, visits, pageViews: visits },
  });

describe("getOverview", () => {
  test("an empty workspace is all zeros, with a point for each day", async () => {
    const empty = await mintTenant();
    const overview = await getOverview(empty.ctx, { days: 7 });
    const card = { value: 0, previous: 0, daily: [0, 0, 0, 0, 0, 0, 0] };
    expect(overview).toMatchObject({
      cards: { visitors: card, visits: card, requests: card },
      sites: 0,
      forms: 0,
    });
  });

  test("counts the last N days against the N days before, over all sites", async () => {
    const [a, b] = [await mintSite(owner), await mintSite(owner)];
    await countOn(a.id, owner.tenantId, "2026-11-20", 5, 6);
    await countOn(b.id, owner.tenantId, "2026-11-20", 1, 1);
    await countOn(a.id, owner.tenantId, "2026-11-18", 2, 3);
    await countOn(a.id, owner.tenantId, "2026-11-17", 10, 20);
    await countOn(a.id, owner.tenantId, "2026-11-14", 99, 99);
    for (const atMs of [NOON_MS, NOON_MS - DAY_MS, NOON_MS - 3 * DAY_MS, NOON_MS - 6 * DAY_MS])
      await sendAt(atMs);
    await sendAt(NOON_MS + 1_000);
    const [newest] = (await listRequests(owner.ctx, { limit: 1 })).items;
    await updateRequest(owner.ctx, newest?.id ?? "", { status: "spam" });
    await updateForm(owner.ctx, (await createForm(owner.ctx, { name: "Off", kind: "contact" })).id, {
      isActive: false,
    });
    setClockForTests(() => NOON_MS);
    expect(await getOverview(owner.ctx, { days: 3 })).toEqual({
      range: { from: "2026-11-18", to: "2026-11-20" },
      cards: {
        visitors: { value: 8, previous: 10, daily: [2, 0, 6] },
        visits: { value: 10, previous: 20, daily: [3, 0, 7] },
        requests: { value: 2, previous: 1, daily: [0, 1, 1] },
      },
      sites: 2,
      forms: 1,
    });
  });

  test("days are the workspace's own, and a site further east is not cut off", async () => {
    const berlin = await mintTenant();
    await systemDb().tenant.update({ where: { id: berlin.tenantId }, data: { timeZone: "Europe/Berlin" } });
    const theirs = await createForm(berlin.ctx, { name: "F", kind: "contact" });
    setClockForTests(() => Date.UTC(2026, 10, 20, 23, 30));
    await send(theirs.formKey, {
      body: { name: "B", email: "b@people.example", message: "after midnight in Berlin" },
    });
    expect(await getOverview(berlin.ctx, { days: 2 })).toMatchObject({
      range: { to: "2026-11-21" },
      cards: { requests: { value: 1, daily: [0, 1] } },
    });
    const auckland = await mintSite(berlin);
    await systemDb().site.update({ where: { id: auckland.id }, data: { timeZone: "Pacific/Auckland" } });
    setClockForTests(() => Date.UTC(2026, 10, 20, 12));
    await countOn(auckland.id, berlin.tenantId, "2026-11-21", 4, 4);
    expect(await getOverview(berlin.ctx, { days: 1 })).toMatchObject({
      range: { to: "2026-11-21" },
      cards: { visitors: { value: 4 } },
    });
  });

  test("shows nothing of another workspace, and refuses days out of bounds", async () => {
    const stranger = await mintTenant();
    setClockForTests(() => NOON_MS);
    expect((await getOverview(stranger.ctx, { days: 30 })).cards.visitors.value).toBe(0);
    await expect(getOverview(owner.ctx, { days: 0 })).rejects.toThrow();
    await expect(getOverview(owner.ctx, { days: 91 })).rejects.toThrow();
    const anybody = {
      tenantId: owner.tenantId,
      requestId: newId(),
      actor: { type: "public", via: "x" },
    } as const;
    await expect(getOverview(anybody)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listActivity(anybody)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listCompanies(anybody)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("listActivity", () => {
  test("newest first: requests, forms, sites and first visits; spam is left out", async () => {
    const person = await mintTenant();
    const site = await mintSite(person, { name: "Shop", domain: "shop.example" });
    const contact = await createForm(person.ctx, { name: "Contact", kind: "contact", siteId: site.id });
    for (const message of ["spam", "real"])
      await send(contact.formKey, {
        body: { name: "Ada", email: "ada@people.example", company: "Example Ltd", message },
      });
    const spam = (await listRequests(person.ctx)).items.find((item) => item.message === "spam");
    await updateRequest(person.ctx, spam?.id ?? "", { status: "spam" });
    await systemDb().site.update({
      where: { id: site.id },
      data: { firstEventAt: new Date(Date.now() + 1_000) },
    });
    const viewer = await mintMember(person.tenantId, "viewer");
    const { items } = await listActivity(viewer.ctx, { limit: 10 });
    expect(items.map((item) => item.kind)).toEqual(["visit", "request", "form", "site"]);
    expect(items[0]).toMatchObject({ title: "First visit on Shop", href: `/settings/sites/${site.id}` });
    expect(items[1]).toMatchObject({ title: "Request from Ada", detail: "Example Ltd" });
    expect((await listActivity(person.ctx, { limit: 2 })).items).toEqual(items.slice(0, 2));
    expect((await listActivity((await mintTenant()).ctx)).items).toEqual([]);
  });
});

describe("listCompanies", () => {
  test("shows the workspace's own, with the default marked", async () => {
    const { items, nextCursor } = await listCompanies(owner.ctx);
    expect(items).toMatchObject([{ isDefault: true }]);
    expect(nextCursor).toBeNull();
    const stranger = await mintTenant();
    expect((await listCompanies(stranger.ctx)).items.map((item) => item.id)).not.toContain(items[0]?.id);
  });
});
