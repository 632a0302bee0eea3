import { visitsOfContact } from "@/lib/crm";
import { tenantRoute } from "@/lib/http";
import { listReplays } from "@/lib/tracking/replay";
import { ListReplaysQuery, ReplayList } from "@/lib/tracking/replay/schemas";

export const GET = tenantRoute({
  permission: "replays.read",
  input: { query: ListReplaysQuery },
  output: ReplayList,
  errors: ["not_found"],
  summary: "List recordings",
  description:
    "Newest first. Visitors are recorded only after they agreed, masked in their own browser, where the website's settings ask for it.",
  handle: async (ctx, { query }) =>
    listReplays(ctx, query, query.contactId ? await visitsOfContact(ctx, query.contactId) : []),
});
