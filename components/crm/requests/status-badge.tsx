import { Badge } from "@/components/ui/badge";
import type { RequestStatus } from "@/lib/crm/schemas";
import { STATUS_TONES, STATUS_WORDS } from "../words";

export function StatusBadge({ status }: { status: RequestStatus }) {
  return <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>;
}
