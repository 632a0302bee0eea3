import { cn } from "@/components/lib/cn";

const TONES: Record<string, string> = {
  GET: "bg-surface-sunken text-text",
  POST: "bg-success-soft text-success",
  PUT: "bg-warning-soft text-warning",
  PATCH: "bg-warning-soft text-warning",
  DELETE: "bg-danger-soft text-danger",
};

/** An HTTP method, in a width that lets addresses stand in line. */
export function MethodBadge({ method }: { method: string }) {
  return (
    <span
      className={cn(
        "inline-block w-15 shrink-0 rounded-ui py-0.5 text-center font-mono text-xs font-semibold",
        TONES[method] ?? "bg-surface-sunken text-text",
      )}
    >
      {method}
    </span>
  );
}
