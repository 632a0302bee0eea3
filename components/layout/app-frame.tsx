import Link from "next/link";
import type { ReactNode } from "react";
import { BrandName } from "./brand-mark";
import { SidebarNav } from "./sidebar-nav";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

/** The product's frame: sidebar at the left, top bar, and the page. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <div className="sticky top-0 hidden h-dvh flex-col border-r border-border bg-surface lg:flex">
        <SidebarNav
          head={
            <Link
              href="/dashboard"
              aria-label="Brand Automator, overview"
              className="m-3 rounded-ui px-1.5 py-1"
            >
              <BrandName />
            </Link>
          }
        />
      </div>
      <div className="flex min-w-0 flex-col">
        <TopBar />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-7xl flex-1 flex-col gap-6 px-4 py-6 outline-none sm:px-6 lg:px-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
