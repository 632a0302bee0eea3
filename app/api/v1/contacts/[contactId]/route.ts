import { getContact, updateContact } from "@/lib/crm";
import { ContactDto, ContactParams, UpdateContactInput } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "contacts.read",
  input: { params: ContactParams },
  output: ContactDto,
  summary: "Get a contact",
  handle: (ctx, { params }) => getContact(ctx, params.contactId),
});

export const PATCH = tenantRoute({
  permission: "contacts.write",
  input: { params: ContactParams, body: UpdateContactInput },
  output: ContactDto,
  summary: "Change a contact",
  handle: (ctx, { params, body }) => updateContact(ctx, params.contactId, body),
});
