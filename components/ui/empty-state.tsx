import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** What to do next, in one sentence. */
  children: ReactNode;
  /** One button. */
  action?: ReactNode;
};

/** Says that there is nothing yet and what to do next. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="flex size-10 items-center justify-center rounded-ui border border-border bg-surface text-text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <p className="text-base font-semibold">{title}</p>
      <div className="max-w-md text-text-muted">{children}</div>
      {action ? <div className="pt-1">{action}</div> : null}
    </div>
  );
}
