import { ContactDetail } from "@/components/crm/contacts/contact-detail";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Contact" };

type ContactPageProps = { params: Promise<{ contactId: string }> };

export default async function ContactPage({ params }: ContactPageProps) {
  await requirePageSession();
  const { contactId } = await params;
  return <ContactDetail contactId={contactId} />;
}
