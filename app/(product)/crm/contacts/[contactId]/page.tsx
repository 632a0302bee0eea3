import { Prefetched } from "@/components/common/prefetched";
import { ContactDetail } from "@/components/crm/contacts/contact-detail";
import { requirePageSession } from "@/lib/auth/session";
import { getContact } from "@/lib/crm";

export const metadata = { title: "Contact" };

type ContactPageProps = { params: Promise<{ contactId: string }> };

export default async function ContactPage({ params }: ContactPageProps) {
  const { ctx } = await requirePageSession();
  const { contactId } = await params;
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["contacts", contactId], load: () => getContact(ctx, contactId) }]}
    >
      <ContactDetail contactId={contactId} />
    </Prefetched>
  );
}
