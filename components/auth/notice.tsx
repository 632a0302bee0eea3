import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/lib/cn";

/** A box that says how something went. It is read out when it appears. */
export function Notice({ tone, children }: { tone: "success" | "danger"; children: ReactNode }) {
  const Icon = tone === "success" ? CircleCheck : CircleAlert;
  return (
    <div
      role={tone === "success" ? "status" : "alert"}
      className={cn(
        "flex gap-3 rounded-ui border p-3",
        tone === "success" ? "border-success/40 bg-success-soft" : "border-danger/40 bg-danger-soft",
      )}
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-4 shrink-0", tone === "success" ? "text-success" : "text-danger")}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
