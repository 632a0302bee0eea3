import { AuditLog } from "@/components/settings/audit/audit-log";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Audit log" };

export default async function AuditPage() {
  await requirePageSession();
  return <AuditLog />;
}
