import { Prefetched } from "@/components/common/prefetched";
import { ContactsList } from "@/components/crm/contacts/contacts-list";
import { requirePageSession } from "@/lib/auth/session";
import { listContacts } from "@/lib/crm";

export const metadata = { title: "Contacts" };

export default async function ContactsPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["contacts"], list: {}, load: () => listContacts(ctx, {}) }]}
    >
      <ContactsList />
    </Prefetched>
  );
}
