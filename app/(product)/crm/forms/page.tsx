import { FormsList } from "@/components/crm/forms/forms-list";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Forms" };

export default async function FormsPage() {
  await requirePageSession();
  return <FormsList />;
}
