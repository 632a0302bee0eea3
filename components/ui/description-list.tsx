import type { ReactNode } from "react";

/** Names and values, two columns from a small tablet on. */
export function DescriptionList({ items }: { items: readonly { term: string; detail: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-border">
      {items.map((item) => (
        <div key={item.term} className="grid gap-0.5 py-2.5 sm:grid-cols-[9rem_1fr] sm:gap-4">
          <dt className="text-text-muted">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.detail}</dd>
        </div>
      ))}
    </dl>
  );
}
