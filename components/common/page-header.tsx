import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  back?: { href: string; label: string };
  actions?: ReactNode;
};

/** Head of a page: where it belongs, its one h1, what can be done here. */
export function PageHeader({ title, description, back, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1 sm:flex-1 sm:basis-72">
        {back ? (
          <Link
            href={back.href}
            className="-ml-1 inline-flex items-center gap-1 self-start rounded-inner text-text-muted hover:text-text"
          >
            <ChevronLeft aria-hidden className="size-4" />
            {back.label}
          </Link>
        ) : null}
        <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
        {description ? <div className="max-w-2xl text-text-muted">{description}</div> : null}
      </div>
      {actions ? (
        // Pickers take the whole row on a phone; buttons alone stay beside the title.
        <div className="flex flex-wrap items-center gap-2 max-sm:has-[select]:w-full">{actions}</div>
      ) : null}
    </header>
  );
}
