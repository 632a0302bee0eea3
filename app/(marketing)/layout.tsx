import Link from "next/link";
import type { ReactNode } from "react";
import { BrandName } from "@/components/layout/brand-mark";
import { SkipLink } from "@/components/layout/skip-link";
import { buttonClass } from "@/components/ui/button";

export default function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-4">
        <Link href="/" aria-label="Brand Automator, home" className="rounded-ui">
          <BrandName />
        </Link>
        <nav aria-label="Account" className="flex items-center gap-1">
          <Link href="/docs" className={buttonClass({ variant: "ghost" })}>
            API
          </Link>
          <Link href="/auth/login" className={buttonClass({ variant: "ghost" })}>
            Log in
          </Link>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <footer className="mt-24 border-t border-border">
        <p className="mx-auto flex w-full max-w-6xl flex-wrap justify-between gap-x-6 gap-y-2 px-5 py-8 text-text-muted">
          Brand Automator is open source under the MIT licence.
          <Link href="/docs" className="underline-offset-2 hover:text-text hover:underline">
            API documentation
          </Link>
        </p>
      </footer>
    </div>
  );
}
