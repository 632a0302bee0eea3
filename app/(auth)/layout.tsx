import Link from "next/link";
import type { ReactNode } from "react";
import { BrandName } from "@/components/layout/brand-mark";

/** Addresses of these pages are nobody else's business. */
export const metadata = { referrer: "no-referrer" as const };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col gap-8 px-5 py-10 sm:justify-center sm:py-16">
      <Link href="/" aria-label="Brand Automator, home" className="self-start rounded-ui">
        <BrandName />
      </Link>
      {children}
    </main>
  );
}
