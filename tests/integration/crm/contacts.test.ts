import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContact, getContact, listContacts, updateContact } from "@/lib/crm";
import { newId } from "@/lib/ids";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { auditOf, closeAll } from "./support";

let owner: Person;
let stranger: Person;
beforeAll(async () => {
  [owner, stranger] = [await mintTenant(), await mintTenant()];
});
afterAll(closeAll);

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe("createContact", () => {
  test("lower-cases the address, writes its domain in ASCII, leaves an audit row", async () => {
    const contact = await createContact(owner.ctx, {
      email: " Ada@Müller.Example ",
      name: "Ada",
      phone: "1\n2",
    });
    expect(contact).toMatchObject({
      email: "ada@xn--mller-kva.example",
      name: "Ada",
      companyName: "",
      phone: "1 2",
    });
    expect(await auditOf(owner, contact.id)).toMatchObject([{ action: "contact.create" }]);
  });

  test("the same address again is a conflict, in another workspace it is not; two at once make one", async () => {
    const email = `${newId()}@people.example`;
    await createContact(owner.ctx, { email });
    await expect(createContact(owner.ctx, { email: email.toUpperCase() })).rejects.toEqual(code("conflict"));
    await expect(createContact(stranger.ctx, { email })).resolves.toMatchObject({ email });
    const other = `${newId()}@people.example`;
    const results = await Promise.allSettled([1, 2, 3].map(() => createContact(owner.ctx, { email: other })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  test("refuses no address, unknown fields, and a viewer", async () => {
    const viewer = await mintMember(owner.tenantId, "viewer");
    await expect(createContact(owner.ctx, { email: "nobody" })).rejects.toThrow("e-mail");
    await expect(
      createContact(owner.ctx, { email: "a@b.co", tenantId: stranger.tenantId } as never),
    ).rejects.toThrow();
    await expect(createContact(viewer.ctx, { email: "a@b.co" })).rejects.toEqual(code("forbidden"));
  });
});

describe("reading and changing", () => {
  test("search finds parts of name, address and company; % and _ mean themselves", async () => {
    const alone = await mintTenant();
    const a = await createContact(alone.ctx, {
      email: "one@people.example",
      name: "100% Ada",
      companyName: "Under_score",
    });
    const b = await createContact(alone.ctx, {
      email: "two@people.example",
      name: "Bob",
      companyName: "Back\\slash",
    });
    const found = async (q: string) => (await listContacts(alone.ctx, { q })).items.map((item) => item.id);
    expect(await found("ADA")).toEqual([a.id]);
    expect(await found("people.EXAMPLE")).toEqual([b.id, a.id]);
    expect(await found("%")).toEqual([a.id]);
    expect(await found("r_s")).toEqual([a.id]);
    expect(await found("k\\s")).toEqual([b.id]);
    expect(await found("  ")).toEqual([b.id, a.id]);
    await expect(listContacts(alone.ctx, { q: "x".repeat(101) })).rejects.toThrow();
  });

  test("pages do not overlap and end", async () => {
    const alone = await mintTenant();
    for (let i = 0; i < 5; i += 1) await createContact(alone.ctx, { email: `p${i}@people.example` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listContacts(alone.ctx, { limit: 2, cursor: cursor ?? undefined });
      seen.push(...page.items.map((item) => item.email));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([4, 3, 2, 1, 0].map((i) => `p${i}@people.example`));
  });

  test("changes with before and after on record; a taken address is a conflict", async () => {
    const [a, b] = [
      await createContact(owner.ctx, { email: `${newId()}@x.example` }),
      await createContact(owner.ctx, { email: `${newId()}@x.example` }),
    ];
    const changed = await updateContact(owner.ctx, a.id, { name: "New" });
    expect(changed).toMatchObject({ id: a.id, email: a.email, name: "New" });
    expect((await auditOf(owner, a.id)).at(-1)).toMatchObject({
      action: "contact.update",
      before: { name: "" },
      after: { name: "New" },
    });
    await expect(updateContact(owner.ctx, a.id, { email: b.email })).rejects.toEqual(code("conflict"));
    expect(await updateContact(owner.ctx, a.id, { email: a.email.toUpperCase() })).toMatchObject({
      email: a.email,
    });
    await expect(updateContact(owner.ctx, a.id, {})).rejects.toThrow("Change at least one field");
  });

  test("another workspace's contact is not found, a viewer reads but does not change", async () => {
    const contact = await createContact(owner.ctx, { email: `${newId()}@x.example` });
    const viewer = await mintMember(owner.tenantId, "viewer");
    expect(await getContact(viewer.ctx, contact.id)).toEqual(contact);
    await expect(getContact(stranger.ctx, contact.id)).rejects.toEqual(code("not_found"));
    await expect(updateContact(stranger.ctx, contact.id, { name: "x" })).rejects.toEqual(code("not_found"));
    await expect(updateContact(viewer.ctx, contact.id, { name: "x" })).rejects.toEqual(code("forbidden"));
    expect((await listContacts(stranger.ctx)).items.map((item) => item.id)).not.toContain(contact.id);
  });
});
