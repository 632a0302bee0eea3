import { ContactsList } from "@/components/crm/contacts/contacts-list";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Contacts" };

export default async function ContactsPage() {
  await requirePageSession();
  return <ContactsList />;
}
