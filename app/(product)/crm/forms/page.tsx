import { Prefetched } from "@/components/common/prefetched";
import { FormsList } from "@/components/crm/forms/forms-list";
import { requirePageSession } from "@/lib/auth/session";
import { listForms } from "@/lib/crm";

export const metadata = { title: "Forms" };

export default async function FormsPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["forms"], list: {}, load: () => listForms(ctx, {}) }]}
    >
      <FormsList />
    </Prefetched>
  );
}
