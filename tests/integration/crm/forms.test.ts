import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createForm, getForm, listForms, updateForm } from "@/lib/crm";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { auditOf, closeAll, mintSite } from "./support";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";

let owner: Person;
let stranger: Person;
beforeAll(async () => {
  [owner, stranger] = [await mintTenant(), await mintTenant()];
});
afterAll(closeAll);

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe("createForm", () => {
  test("makes a key, takes the default company and leaves an audit row", async () => {
    const form = await createForm(owner.ctx, { name: " Contact\r\nus ", kind: "contact" });
    expect(form).toMatchObject({
      name: "Contact us",
      kind: "contact",
      siteId: null,
      isActive: true,
      redirectUrl: null,
    });
    expect(form.formKey).toMatch(/^[\w-]{22}$/);
    expect(form.endpointUrl).toBe(`http://127.0.0.1:3000/api/forms/${form.formKey}`);
    const company = await systemDb().company.findFirstOrThrow({
      where: { tenantId: owner.tenantId, isDefault: true },
    });
    expect(form.companyId).toBe(company.id);
    expect(await auditOf(owner, form.id)).toMatchObject([{ action: "form.create", actorId: owner.userId }]);
  });

  test("belongs to its site's company, whatever the default is", async () => {
    const site = await mintSite(owner);
    const form = await createForm(owner.ctx, { name: "On a site", kind: "project_scope", siteId: site.id });
    expect(form).toMatchObject({ siteId: site.id, companyId: site.companyId });
  });

  test("refuses another workspace's site and company as if they did not exist", async () => {
    const site = await mintSite(stranger);
    await expect(createForm(owner.ctx, { name: "x", kind: "contact", siteId: site.id })).rejects.toEqual(
      code("not_found"),
    );
    await expect(
      createForm(owner.ctx, { name: "x", kind: "contact", companyId: site.companyId }),
    ).rejects.toEqual(code("not_found"));
    await expect(createForm(owner.ctx, { name: "x", kind: "contact", siteId: newId() })).rejects.toEqual(
      code("not_found"),
    );
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/thanks",
    "http://elsewhere.example/",
    "https://",
  ])("refuses the redirect %s", async (redirectUrl) => {
    await expect(createForm(owner.ctx, { name: "x", kind: "contact", redirectUrl })).rejects.toThrow();
  });

  test("takes https anywhere, and http on the form's own pages", async () => {
    const site = await mintSite(owner, { domain: "dev.localhost", allowedHosts: ["127.0.0.1"] });
    const own = await createForm(owner.ctx, {
      name: "x",
      kind: "contact",
      siteId: site.id,
      redirectUrl: "http://127.0.0.1:3002/site/thanks",
    });
    expect(own.redirectUrl).toBe("http://127.0.0.1:3002/site/thanks");
    await expect(
      createForm(owner.ctx, { name: "x", kind: "contact", redirectUrl: "https://anywhere.example/thanks" }),
    ).resolves.toBeTruthy();
  });

  test("an empty name, an unknown kind and unknown fields are refused", async () => {
    await expect(createForm(owner.ctx, { name: " ", kind: "contact" })).rejects.toThrow("Enter a name");
    await expect(createForm(owner.ctx, { name: "x", kind: "poll" as "contact" })).rejects.toThrow();
    await expect(
      createForm(owner.ctx, { name: "x", kind: "contact", tenantId: stranger.tenantId } as never),
    ).rejects.toThrow();
  });

  test("needs forms.write", async () => {
    for (const role of ["editor", "viewer"] as const) {
      const member = await mintMember(owner.tenantId, role);
      await expect(createForm(member.ctx, { name: "x", kind: "contact" })).rejects.toEqual(code("forbidden"));
    }
  });
});

describe("reading and changing", () => {
  test("lists page by page, newest first, and only the own workspace", async () => {
    const alone = await mintTenant();
    const made = [];
    for (const name of ["a", "b", "c"]) made.unshift(await createForm(alone.ctx, { name, kind: "contact" }));
    const first = await listForms(alone.ctx, { limit: 2 });
    expect(first.items).toEqual(made.slice(0, 2));
    const second = await listForms(alone.ctx, { limit: 2, cursor: first.nextCursor ?? undefined });
    expect(second).toEqual({ items: made.slice(2), nextCursor: null });
    await expect(getForm(stranger.ctx, made[0]?.id ?? "")).rejects.toEqual(code("not_found"));
  });

  test("changes what is given, with before and after on record", async () => {
    const form = await createForm(owner.ctx, { name: "Old", kind: "contact" });
    const changed = await updateForm(owner.ctx, form.id, {
      name: "New",
      isActive: false,
      allowedHosts: ["https://Shop.Example/x"],
    });
    expect(changed).toEqual({ ...form, name: "New", isActive: false, allowedHosts: ["shop.example"] });
    const [entry] = (await auditOf(owner, form.id)).filter((row) => row.action === "form.update");
    expect(entry).toMatchObject({ before: { name: "Old" }, after: { name: "New" } });
    await expect(updateForm(owner.ctx, form.id, {})).rejects.toThrow("Change at least one field");
  });

  test("a redirect that the new hosts no longer cover is refused, and nothing changes", async () => {
    const form = await createForm(owner.ctx, {
      name: "x",
      kind: "contact",
      allowedHosts: ["dev.test"],
      redirectUrl: "http://dev.test/ok",
    });
    await expect(updateForm(owner.ctx, form.id, { allowedHosts: ["other.test"] })).rejects.toEqual(
      code("validation_failed"),
    );
    expect(await getForm(owner.ctx, form.id)).toEqual(form);
  });

  test("a form of a deleted site can still be switched off", async () => {
    const site = await mintSite(owner);
    const form = await createForm(owner.ctx, { name: "x", kind: "contact", siteId: site.id });
    await systemDb().site.update({ where: { id: site.id }, data: { deletedAt: new Date() } });
    expect(await updateForm(owner.ctx, form.id, { isActive: false })).toMatchObject({
      isActive: false,
      siteId: site.id,
    });
  });

  test("another workspace's form cannot be changed, nor by a viewer", async () => {
    const form = await createForm(owner.ctx, { name: "Mine", kind: "contact" });
    const viewer = await mintMember(owner.tenantId, "viewer");
    await expect(updateForm(stranger.ctx, form.id, { name: "Theirs" })).rejects.toEqual(code("not_found"));
    await expect(updateForm(viewer.ctx, form.id, { name: "Theirs" })).rejects.toEqual(code("forbidden"));
    expect((await getForm(viewer.ctx, form.id)).name).toBe("Mine");
  });
});
