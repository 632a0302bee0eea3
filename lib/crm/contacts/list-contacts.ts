import { behind, cutPage, likeText } from "@/lib/paging";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type ContactList, ListContactsQuery } from "../schemas";
import { contactSelect, toContactDto } from "./internal";

const matching = (q: string) => {
  const condition = { contains: likeText(q), mode: "insensitive" } as const;
  return { OR: [{ name: condition }, { email: condition }, { companyName: condition }] };
};

/** Contacts of the workspace, newest first. */
export async function listContacts(ctx: Ctx, query: ListContactsQuery = {}): Promise<ContactList> {
  requirePermission(ctx, "contacts.read");
  const { cursor, limit, q } = ListContactsQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const rows = await db.contact.findMany({
      where: { tenantId: ctx.tenantId, ...behind(cursor), ...(q ? matching(q) : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: contactSelect,
    });
    return cutPage(rows, limit, toContactDto);
  });
}
