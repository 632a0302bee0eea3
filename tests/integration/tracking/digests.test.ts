import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST as unsubscribe } from "@/app/api/v1/digests/unsubscribe/[token]/route";
import { setClockForTests } from "@/lib/clock";
import { systemDb, systemPool } from "@/lib/db";
import { renderEmail } from "@/lib/email/templates";
import { open } from "@/lib/secrets";
import { createDigest, deleteDigest, listDigests, updateDigest } from "@/lib/tracking";
import { sendDueDigests } from "@/lib/tracking/sweeps/send-digests";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { mintSite, type MintedSite } from "../../fixtures/tracking";

let owner: Person;
let site: MintedSite;

beforeAll(async () => {
  owner = await mintTenant();
  site = await mintSite(owner.tenantId, { timeZone: "Europe/Berlin" });
  await systemPool().query(
    `INSERT INTO rollup_days (tenant_id, site_id, day, visitors, visits, page_views, bounces, visible_ms)
     SELECT $1::uuid, $2::uuid, d::date, 10, 12, 30, 6, 600000 FROM generate_series('2026-06-01'::date, '2026-06-30', '1 day') d
     UNION ALL SELECT $1::uuid, $2::uuid, '2026-05-31'::date, 5, 6, 15, 3, 300000`,
    [site.tenantId, site.id],
  );
  await systemPool().query(
    `INSERT INTO rollup_dimensions (tenant_id, site_id, day, dimension, value, visitors, visits, page_views)
     VALUES ($1, $2, '2026-06-01', 'page', '/prices', 4, 4, 9), ($1, $2, '2026-06-01', 'source', 'google', 7, 7, 20)`,
    [site.tenantId, site.id],
  );
});

afterEach(() => setClockForTests(null));

const at = (iso: string) => setClockForTests(() => Date.parse(iso));

async function mails(address: string) {
  const rows = await systemDb().outgoingEmail.findMany({
    where: { recipient: address, template: "analytics-digest" },
    orderBy: { createdAt: "asc" },
  });
  return rows.map((row) => {
    const params = JSON.parse(open(row.params ?? "", "outgoing_emails.params")) as Record<string, string>;
    return { params, email: renderEmail(row.template, params) };
  });
}

describe("a website's numbers come by e-mail", () => {
  test("once a period and recipient, however often it is looked; after an outage only the newest", async () => {
    at("2026-06-01T10:00:00Z");
    const [ada, bob] = ["ada.digest@people.example", "bob.digest@people.example"];
    const digest = await createDigest(owner.ctx, site.id, {
      frequency: "daily",
      recipients: [ada, bob, ada],
    });
    expect(digest).toMatchObject({ recipients: [ada, bob], nextSendAt: "2026-06-02T06:00:00.000Z" });
    await sendDueDigests();
    expect(await mails(ada)).toEqual([]);

    at("2026-06-02T06:00:30Z");
    await Promise.all([sendDueDigests(), sendDueDigests(), sendDueDigests()]);
    await sendDueDigests();
    for (const address of [ada, bob]) expect(await mails(address)).toHaveLength(1);
    const [first] = await mails(ada);
    expect(first?.email.subject).toBe(`${site.domain}: your numbers of yesterday`);
    expect(first?.email.text).toMatch(/Visitors: 10 \(\+100 %\)/);
    expect(first?.email.text).toMatch(/Bounce rate: 50 % \(as before\)/);
    expect(first?.email.text).toContain("9");
    expect(first?.email.text).toContain(`/analytics?site=${site.id}`);
    expect(first?.email.unsubscribeUrl).toContain("/api/v1/digests/unsubscribe/v1.");

    at("2026-06-20T12:00:00Z");
    await sendDueDigests();
    const all = await mails(ada);
    expect(all.map((mail) => mail.params.from)).toEqual(["2026-06-01", "2026-06-19"]);

    const token = all[0]?.params.unsubscribeUrl?.split("/unsubscribe/")[1] ?? "";
    const end = () =>
      call(unsubscribe, { method: "POST", params: { token }, body: "List-Unsubscribe=One-Click" });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(204);
    at("2026-06-21T06:01:00Z");
    await sendDueDigests();
    expect(await mails(ada)).toHaveLength(2);
    expect(await mails(bob)).toHaveLength(3);
    expect(
      (await call(unsubscribe, { method: "POST", params: { token: `${token.slice(0, -2)}xx` } })).status,
    ).toBe(404);
    await deleteDigest(owner.ctx, site.id, digest.id);
    expect((await end()).status).toBe(204);
  });

  test("weekly and monthly, changed and put to rest", async () => {
    at("2026-06-24T10:00:00Z");
    const to = "eve.digest@people.example";
    const digest = await createDigest(owner.ctx, site.id, { frequency: "weekly", recipients: [to] });
    expect(digest.nextSendAt).toBe("2026-06-29T06:00:00.000Z");
    const monthly = await updateDigest(owner.ctx, site.id, digest.id, { frequency: "monthly" });
    expect(monthly.nextSendAt).toBe("2026-07-01T06:00:00.000Z");
    await updateDigest(owner.ctx, site.id, digest.id, { isActive: false });
    at("2026-07-01T07:00:00Z");
    await sendDueDigests();
    expect(await mails(to)).toEqual([]);
    at("2026-06-30T07:00:00Z");
    await updateDigest(owner.ctx, site.id, digest.id, { isActive: true });
    at("2026-07-01T07:00:00Z");
    await sendDueDigests();
    const [mail] = await mails(to);
    expect(mail?.params).toMatchObject({ from: "2026-06-01", to: "2026-06-30" });
    expect(mail?.email.text).toMatch(/Visits: 360 /);
  });

  test("who may, and what is refused", async () => {
    const [viewer, editor, stranger] = [
      await mintMember(owner.tenantId, "viewer"),
      await mintMember(owner.tenantId, "editor"),
      await mintTenant(),
    ];
    const input = { frequency: "daily" as const, recipients: ["a@people.example"] };
    await expect(createDigest(editor.ctx, site.id, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createDigest(stranger.ctx, site.id, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(listDigests(viewer.ctx, site.id)).rejects.toMatchObject({ code: "forbidden" });
    for (const recipients of [
      [],
      ["no address"],
      Array.from({ length: 21 }, (_, n) => `p${n}@people.example`),
    ])
      await expect(createDigest(owner.ctx, site.id, { frequency: "daily", recipients })).rejects.toThrow();
    const { id } = await createDigest(owner.ctx, site.id, input);
    await expect(deleteDigest(stranger.ctx, site.id, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(updateDigest(stranger.ctx, site.id, id, { isActive: false })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listDigests(editor.ctx, site.id)).items.map((digest) => digest.id)).toContain(id);
  });
});
