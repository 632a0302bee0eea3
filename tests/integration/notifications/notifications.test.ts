import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createForm } from "@/lib/crm";
import type { FormDto } from "@/lib/crm/schemas";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { listNotifications, markNotificationsRead } from "@/lib/notifications";
import { notifyOfRequest } from "@/lib/notifications/jobs/request-received";
import { withTenant } from "@/lib/tenancy";
import { closeAll, send } from "../crm/support";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";

let owner: Person;
let viewer: Person;
let form: FormDto;
beforeAll(async () => {
  owner = await mintTenant();
  viewer = await mintMember(owner.tenantId, "viewer");
  form = await createForm(owner.ctx, { name: "Contact", kind: "contact" });
});
afterAll(closeAll);

async function receive(message = "Hello"): Promise<string> {
  const answer = await send(form.formKey, {
    body: { name: "Ada", email: `${newId()}@people.example`, message },
  });
  return String(answer.json?.["id"]);
}
const run = (tenantId: string, requestId: string) =>
  notifyOfRequest.execute({ tenantId, requestId, kind: "contact" });
const countAll = (person: Person) =>
  withTenant(person.ctx, (db) => db.notification.count({ where: { tenantId: person.tenantId } }));

describe("notifications.request-received", () => {
  test("tells every active member once, however often it runs", async () => {
    const gone = await mintMember(owner.tenantId, "admin");
    await systemDb().membership.updateMany({
      where: { tenantId: owner.tenantId, userId: gone.userId },
      data: { isActive: false },
    });
    const id = await receive(`Long ${"word ".repeat(60)}`);
    await Promise.all([run(owner.tenantId, id), run(owner.tenantId, id)]);
    await run(owner.tenantId, id);
    for (const person of [owner, viewer]) {
      const { items, unreadCount } = await listNotifications(person.ctx);
      expect(items).toMatchObject([
        { kind: "request", title: "New request from Ada", href: `/crm/requests/${id}`, readAt: null },
      ]);
      expect(items[0]?.body).toHaveLength(160);
      expect(unreadCount).toBe(1);
    }
    expect((await listNotifications(gone.ctx)).items).toEqual([]);
  });

  test("an id of another workspace is not found, and nothing is written", async () => {
    const stranger = await mintTenant();
    const id = await receive();
    await expect(run(stranger.tenantId, id)).rejects.toThrow("no such request");
    expect(await countAll(stranger)).toBe(0);
    await expect(notifyOfRequest.execute({ requestId: id })).rejects.toThrow();
  });
});

describe("reading", () => {
  test("everybody has their own read state; others' ids change nothing", async () => {
    const alone = await mintTenant();
    const mate = await mintMember(alone.tenantId, "editor");
    const theirForm = await createForm(alone.ctx, { name: "F", kind: "contact" });
    for (const message of ["1", "2", "3"]) {
      const { json } = await send(theirForm.formKey, {
        body: { name: "Bo", email: "bo@people.example", message },
      });
      await run(alone.tenantId, String(json?.["id"]));
    }
    const mine = (await listNotifications(alone.ctx)).items.map((item) => item.id);
    expect(mine).toHaveLength(3);
    expect(await markNotificationsRead(mate.ctx, { ids: mine })).toEqual({ unreadCount: 3 });
    expect(await markNotificationsRead(alone.ctx, { ids: mine.slice(0, 1) })).toEqual({ unreadCount: 2 });
    const { readAt } = (await listNotifications(alone.ctx)).items[0] ?? {};
    expect(readAt).not.toBeNull();
    expect((await listNotifications(alone.ctx, { unread: "true" })).items.map((item) => item.id)).toEqual(
      mine.slice(1),
    );
    expect(await markNotificationsRead(alone.ctx, {})).toEqual({ unreadCount: 0 });
    expect((await listNotifications(alone.ctx)).items[0]?.readAt).toBe(readAt);
    expect((await listNotifications(mate.ctx)).unreadCount).toBe(3);
    const page = await listNotifications(mate.ctx, { limit: 2 });
    expect(
      (await listNotifications(mate.ctx, { limit: 2, cursor: page.nextCursor ?? undefined })).items,
    ).toHaveLength(1);
  });

  test("jobs and keys have none; no ids is not the same as an empty list", async () => {
    const job = {
      tenantId: owner.tenantId,
      requestId: newId(),
      actor: { type: "system", job: "x" },
    } as const;
    await expect(listNotifications(job)).rejects.toMatchObject({ code: "forbidden" });
    await expect(markNotificationsRead(owner.ctx, { ids: [] })).rejects.toThrow();
  });
});
