import { createContact, listContacts } from "@/lib/crm";
import { ContactDto, ContactList, CreateContactInput, ListContactsQuery } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "contacts.read",
  input: { query: ListContactsQuery },
  output: ContactList,
  summary: "List contacts",
  handle: (ctx, { query }) => listContacts(ctx, query),
});

export const POST = tenantRoute({
  permission: "contacts.write",
  input: { body: CreateContactInput },
  output: ContactDto,
  status: 201,
  summary: "Create a contact",
  handle: (ctx, { body }) => createContact(ctx, body),
});
