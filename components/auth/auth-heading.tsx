import type { ReactNode } from "react";

/** Head of a page of the sign-in: its one h1 and a sentence. */
export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {children ? <div className="text-text-muted">{children}</div> : null}
    </div>
  );
}
