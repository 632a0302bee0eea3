import { Link2Off } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** A link that leads nowhere any more. */
export function LinkClosed({ reason }: { reason: string }) {
  return (
    <Card>
      <EmptyState icon={Link2Off} title="This link shows nothing">
        {reason}
      </EmptyState>
    </Card>
  );
}
