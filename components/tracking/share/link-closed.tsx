import { Link2Off } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** A link that leads nowhere any more. */
export function LinkClosed({ reason }: { reason: string }) {
  return (
    <div className="mx-auto w-full max-w-lg pt-16">
      <h1 className="sr-only">Shared numbers</h1>
      <Card>
        <EmptyState icon={Link2Off} title="This link shows nothing">
          {reason}
        </EmptyState>
      </Card>
    </div>
  );
}
