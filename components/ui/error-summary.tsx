"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

export type ErrorSummaryItem = { message: string; fieldId?: string };

/** All that is wrong with a form, on top of it; takes the focus when it appears and links to the fields. */
export function ErrorSummary({ title, items }: { title: string; items: readonly ErrorSummaryItem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = items.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-ui border border-danger/40 bg-danger-soft p-3 text-text"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{title}</p>
        <ul className="flex flex-col gap-0.5">
          {items.map((item) => (
            <li key={`${item.fieldId ?? ""}${item.message}`}>
              {item.fieldId ? (
                <a href={`#${item.fieldId}`} className="underline underline-offset-4">
                  {item.message}
                </a>
              ) : (
                item.message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
