"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/lib/cn";
import { isAt, isUnder, NAV, type NavSection } from "./nav";

const linkClass =
  "touch-target flex h-8 items-center gap-2.5 rounded-ui px-2.5 text-text-muted transition-colors hover:bg-surface-hover hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-text";

/** The product's sections, the one that is open marked. `head` stands above them; `onNavigate` closes the phone's sheet. */
export function SidebarNav({ head, onNavigate }: { head?: ReactNode; onNavigate?: () => void }) {
  const path = usePathname();
  const top = NAV.filter((section) => !section.foot);
  const foot = NAV.filter((section) => section.foot);
  return (
    <nav aria-label="Product" className="flex min-h-0 flex-1 flex-col">
      {head}
      <div className="flex flex-1 flex-col justify-between gap-6 overflow-y-auto px-3 py-2">
        {[top, foot].map((sections) => (
          <ul key={sections[0]?.href} className="flex flex-col gap-0.5">
            {sections.map((section) => (
              <Section key={section.href} section={section} path={path} onNavigate={onNavigate} />
            ))}
          </ul>
        ))}
      </div>
    </nav>
  );
}

type SectionProps = { section: NavSection; path: string; onNavigate: (() => void) | undefined };

function Section({ section, path, onNavigate }: SectionProps) {
  const Icon = section.icon;
  const inside = isUnder(path, section.href);
  if (!section.pages) {
    return (
      <li>
        <Link
          href={section.href}
          aria-current={inside ? "page" : undefined}
          onClick={onNavigate}
          className={linkClass}
        >
          <Icon aria-hidden className="size-4" />
          {section.label}
        </Link>
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-0.5 pt-3">
      <p className="flex h-7 items-center gap-2.5 px-2.5 text-text-muted">
        <Icon aria-hidden className="size-4" />
        <span className={cn(inside && "font-medium text-text")}>{section.label}</span>
      </p>
      <ul
        aria-label={section.label}
        className="ml-[1.125rem] flex flex-col gap-0.5 border-l border-border pl-2.5"
      >
        {section.pages.map((page) => (
          <li key={page.href}>
            <Link
              href={page.href}
              aria-current={isAt(path, page) ? "page" : undefined}
              onClick={onNavigate}
              className={linkClass}
            >
              {page.label}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}
