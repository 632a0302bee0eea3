import { createIdentifyToken } from "@/lib/crm";
import { ContactParams, IdentifyTokenDto } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const POST = tenantRoute({
  permission: "contacts.write",
  input: { params: ContactParams },
  output: IdentifyTokenDto,
  summary: "Make a token that names a contact to the tracker",
  description:
    'A page calls ba("identify", token). The token names this contact alone and holds for 30 days.',
  handle: (ctx, { params }) => createIdentifyToken(ctx, params.contactId),
});
