import { beforeAll, describe, expect, test } from "vitest";
import { GET as readShared } from "@/app/api/v1/share/[token]/route";
import { POST as queryShared } from "@/app/api/v1/share/[token]/query/route";
import { POST as unlock } from "@/app/api/v1/share/[token]/unlock/route";
import { setClockForTests } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { createShareLink, deleteSite, listShareLinks, revokeShareLink } from "@/lib/tracking";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { mintSite, type MintedSite } from "../../fixtures/tracking";

let owner: Person;
let editor: Person;
let stranger: Person;
let site: MintedSite;
let other: MintedSite;

const DAY = "2026-11-02";
const QUESTION = { range: { from: DAY, to: DAY }, reports: [{ id: "t", kind: "totals" }] };

beforeAll(async () => {
  owner = await mintTenant();
  editor = await mintMember(owner.tenantId, "editor");
  stranger = await mintTenant();
  site = await mintSite(owner.tenantId);
  other = await mintSite(owner.tenantId);
  for (const [{ id }, visits] of [
    [site, 7],
    [other, 5000],
  ] as const)
    await systemPool().query(
      "INSERT INTO rollup_days (tenant_id, site_id, day, visits, visitors) VALUES ($1, $2, $3, $4, $4)",
      [owner.tenantId, id, DAY, visits],
    );
});

const tokenOf = (link: { url: string | null }): string => link.url?.split("/share/")[1] ?? "";
const read = (token: string, cookie?: string) =>
  call(readShared, { params: { token }, ...(cookie ? { headers: { cookie } } : {}) });
const ask = (token: string, body: unknown = QUESTION, cookie?: string) =>
  call(queryShared, { method: "POST", params: { token }, body, ...(cookie ? { headers: { cookie } } : {}) });

describe("a link shows one website's numbers to whoever has it", () => {
  test("without a password it opens at once, counts its views, and shows no other website", async () => {
    const link = await createShareLink(owner.ctx, site.id, { name: "The board" });
    const token = tokenOf(link);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await read(token)).json).toMatchObject({ siteName: site.domain, isLocked: false });
    const answer = await ask(token);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject({ site: { id: site.id }, results: { t: { visits: 7 } } });
    expect((await ask(token, { ...QUESTION, siteId: other.id })).status).toBe(422);
    const [listed] = (await listShareLinks(owner.ctx, site.id)).items;
    expect(listed).toMatchObject({ id: link.id, url: link.url, viewCount: 1, state: "active" });
    expect((await listShareLinks(owner.ctx, other.id)).items).toEqual([]);
  });

  test("only a hash of the token and of the password is stored", async () => {
    const link = await createShareLink(owner.ctx, site.id, { name: "x", password: "correct horse" });
    const { rows } = await systemPool().query<{ text: string }>(
      "SELECT row_to_json(s)::text AS text FROM share_links s WHERE id = $1",
      [link.id],
    );
    expect(rows[0]?.text).not.toContain(tokenOf(link));
    expect(rows[0]?.text).not.toContain("correct horse");
    expect(rows[0]?.text).toContain("$argon2id$");
  });

  test("with a password it tells nothing before the right one, and the cookie is for this link alone", async () => {
    const link = await createShareLink(owner.ctx, site.id, { name: "x", password: "correct horse" });
    const second = await createShareLink(owner.ctx, site.id, { name: "y", password: "correct horse" });
    const token = tokenOf(link);
    const locked = await read(token);
    expect(locked.json).toMatchObject({ siteName: "", domain: "", isLocked: true, firstEventAt: null });
    expect((await ask(token)).status).toBe(403);
    const give = (password: string) =>
      call(unlock, { method: "POST", params: { token }, body: { password } });
    expect((await give("wrong horse")).status).toBe(403);
    const given = await give("correct horse");
    expect(given.status).toBe(204);
    const set = given.headers.get("set-cookie") ?? "";
    expect(set).toContain(`Path=/api/v1/share/${token};`);
    expect(set).toContain("HttpOnly");
    const cookie = set.split(";")[0] ?? "";
    expect((await read(token, cookie)).json).toMatchObject({ siteName: site.domain, isLocked: false });
    expect((await ask(token, QUESTION, cookie)).status).toBe(200);
    expect((await ask(tokenOf(second), QUESTION, cookie)).status).toBe(403);
    expect((await ask(token, QUESTION, `${cookie.slice(0, -3)}abc`)).status).toBe(403);
    setClockForTests(() => Date.now() + 13 * 3_600_000);
    expect((await ask(token, QUESTION, cookie)).status).toBe(403);
    setClockForTests(null);
  });

  test("guessing a password is stopped", async () => {
    const link = await createShareLink(owner.ctx, site.id, { name: "x", password: "correct horse" });
    const params = { token: tokenOf(link) };
    const states: number[] = [];
    for (let i = 0; i < 12; i += 1)
      states.push((await call(unlock, { method: "POST", params, body: { password: `guess ${i}` } })).status);
    expect(states.slice(0, 10)).toEqual(Array(10).fill(403));
    expect(states.slice(10)).toEqual([429, 429]);
  });

  test("revoked, expired, and gone with its website: closed at once", async () => {
    const revoked = await createShareLink(owner.ctx, site.id, { name: "x" });
    const again = await revokeShareLink(owner.ctx, site.id, revoked.id);
    expect(again.state).toBe("revoked");
    expect(await revokeShareLink(owner.ctx, site.id, revoked.id)).toEqual(again);
    for (const answer of [await read(tokenOf(revoked)), await ask(tokenOf(revoked))])
      expect(answer.status).toBe(410);

    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const ending = await createShareLink(owner.ctx, site.id, { name: "x", expiresAt });
    expect((await read(tokenOf(ending))).status).toBe(200);
    setClockForTests(() => Date.now() + 61_000);
    expect((await read(tokenOf(ending))).status).toBe(410);
    expect((await ask(tokenOf(ending))).status).toBe(410);
    setClockForTests(null);

    const doomed = await mintSite(owner.tenantId);
    const link = await createShareLink(owner.ctx, doomed.id, { name: "x" });
    await deleteSite(owner.ctx, doomed.id);
    expect((await read(tokenOf(link))).status).toBe(410);
    expect((await read("A".repeat(43))).status).toBe(404);
  });

  test("who may make them, and for which website", async () => {
    const make = (person: Person) => createShareLink(person.ctx, site.id, { name: "x" });
    await expect(make(editor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(make(stranger)).rejects.toMatchObject({ code: "not_found" });
    const link = await make(owner);
    await expect(revokeShareLink(stranger.ctx, site.id, link.id)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(revokeShareLink(owner.ctx, other.id, link.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(listShareLinks(stranger.ctx, site.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(createShareLink(owner.ctx, site.id, { name: "", password: "short" })).rejects.toThrow();
    const past = createShareLink(owner.ctx, site.id, { name: "x", expiresAt: "2020-01-01T00:00:00.000Z" });
    await expect(past).rejects.toMatchObject({ code: "validation_failed" });
  });
});
