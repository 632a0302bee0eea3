import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createForm, getRequest, listRequests, updateRequest } from "@/lib/crm";
import type { FormDto } from "@/lib/crm/schemas";
import { newId } from "@/lib/ids";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { auditOf, closeAll, send } from "./support";

let owner: Person;
let stranger: Person;
let contactForm: FormDto;
let scopeForm: FormDto;
/** Newest first. */
const ids: string[] = [];

beforeAll(async () => {
  [owner, stranger] = [await mintTenant(), await mintTenant()];
  contactForm = await createForm(owner.ctx, { name: "Contact", kind: "contact" });
  scopeForm = await createForm(owner.ctx, { name: "Scope", kind: "project_scope" });
  for (let i = 0; i < 6; i += 1) {
    const form = i % 2 === 0 ? contactForm : scopeForm;
    const body = {
      name: `Person ${i}`,
      email: `p${i}@people.example`,
      company: i < 3 ? "First_Half" : "",
      message: `Message ${i}`,
    };
    ids.unshift(String((await send(form.formKey, { body })).json?.["id"]));
  }
});
afterAll(closeAll);

const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const idsOf = async (query: Parameters<typeof listRequests>[1]) =>
  (await listRequests(owner.ctx, query)).items.map((item) => item.id);

describe("listRequests", () => {
  test("merges both kinds, newest first, over pages without gap or overlap", async () => {
    expect(await idsOf({})).toEqual(ids);
    const first = await listRequests(owner.ctx, { limit: 4 });
    expect(first.items.map((item) => item.id)).toEqual(ids.slice(0, 4));
    expect(first.items.map((item) => item.kind)).toEqual([
      "project_scope",
      "contact",
      "project_scope",
      "contact",
    ]);
    const second = await listRequests(owner.ctx, { limit: 4, cursor: first.nextCursor ?? undefined });
    expect(second.items.map((item) => item.id)).toEqual(ids.slice(4));
    expect(second.nextCursor).toBeNull();
    expect((await listRequests(owner.ctx, { limit: 6 })).nextCursor).toBeNull();
  });

  test("filters by kind, status, contact and text", async () => {
    expect(await idsOf({ kind: "contact" })).toEqual([ids[1], ids[3], ids[5]]);
    expect(await idsOf({ kind: "project_scope", limit: 2 })).toEqual([ids[0], ids[2]]);
    expect(await idsOf({ q: "t_h" })).toEqual(ids.slice(3));
    expect(await idsOf({ q: "P5@PEOPLE" })).toEqual([ids[0]]);
    expect(await idsOf({ q: "person 4", kind: "project_scope" })).toEqual([]);
    const { contactId } = await getRequest(owner.ctx, ids[2] ?? "");
    expect(await idsOf({ contactId })).toEqual([ids[2]]);
    await updateRequest(owner.ctx, ids[4] ?? "", { status: "done" });
    expect(await idsOf({ status: "done" })).toEqual([ids[4]]);
    expect(await idsOf({ status: "new" })).toHaveLength(5);
  });

  test("shows nothing of another workspace", async () => {
    expect(await listRequests(stranger.ctx, { q: "person" })).toEqual({ items: [], nextCursor: null });
    const { contactId } = await getRequest(owner.ctx, ids[2] ?? "");
    expect((await listRequests(stranger.ctx, { contactId })).items).toEqual([]);
  });

  test("refuses a cursor that is no id and a limit without bounds", async () => {
    await expect(listRequests(owner.ctx, { cursor: "x" })).rejects.toThrow();
    await expect(listRequests(owner.ctx, { limit: 101 })).rejects.toThrow();
  });
});

describe("one request", () => {
  test("comes with its contact and form; without a visit the visit is null", async () => {
    const detail = await getRequest(owner.ctx, ids[0] ?? "");
    expect(detail).toMatchObject({
      kind: "project_scope",
      message: "Message 5",
      form: { id: scopeForm.id, name: "Scope" },
      contact: { email: "p5@people.example", name: "Person 5" },
      scopeDetails: { services: [], details: "" },
      visitId: null,
      visit: null,
    });
  });

  test("another workspace's and a missing one look the same", async () => {
    const foreign = await getRequest(stranger.ctx, ids[0] ?? "").catch((error: unknown) => error);
    const missing = await getRequest(stranger.ctx, newId()).catch((error: unknown) => error);
    expect(foreign).toEqual(missing);
    expect(foreign).toEqual(code("not_found"));
    await expect(updateRequest(stranger.ctx, ids[0] ?? "", { status: "spam" })).rejects.toEqual(
      code("not_found"),
    );
  });

  test("a new status is on record, the same one again is not", async () => {
    const id = ids[1] ?? "";
    expect(await updateRequest(owner.ctx, id, { status: "open" })).toMatchObject({
      id,
      status: "open",
      kind: "contact",
    });
    expect(await updateRequest(owner.ctx, id, { status: "open" })).toMatchObject({ status: "open" });
    const audit = (await auditOf(owner, id)).filter((row) => row.action === "request.update");
    expect(audit).toMatchObject([
      { before: { status: "new" }, after: { status: "open" }, actorId: owner.userId },
    ]);
    await expect(updateRequest(owner.ctx, id, { status: "lost" as "done" })).rejects.toThrow();
  });

  test("an editor may, a viewer may not", async () => {
    const [editor, viewer] = [
      await mintMember(owner.tenantId, "editor"),
      await mintMember(owner.tenantId, "viewer"),
    ];
    expect(await updateRequest(editor.ctx, ids[0] ?? "", { status: "open" })).toMatchObject({
      status: "open",
    });
    await expect(updateRequest(viewer.ctx, ids[0] ?? "", { status: "spam" })).rejects.toEqual(
      code("forbidden"),
    );
    expect((await getRequest(viewer.ctx, ids[0] ?? "")).status).toBe("open");
  });
});
