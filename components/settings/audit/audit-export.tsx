"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { withQuery } from "@/components/common/api-client";
import { messageOf, networkError, toApiError } from "@/components/common/api-error";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";

/** Saves the filtered log as a CSV file. A plain link could not say which workspace this tab works in. */
export function AuditExport({ filters }: { filters: object }) {
  const { workspace } = useWorkspace();
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    try {
      const response = await fetch(withQuery("/api/v1/audit/export", filters), {
        headers: { "X-Workspace-Id": workspace.id },
        cache: "no-store",
      }).catch(() => {
        throw networkError();
      });
      if (!response.ok) throw await toApiError(response);
      const address = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement("a"), { href: address, download: "audit-log.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  };
  return (
    <Button variant="secondary" pending={pending} onClick={() => void save()}>
      <Download aria-hidden className="size-4" />
      Export as CSV
    </Button>
  );
}
