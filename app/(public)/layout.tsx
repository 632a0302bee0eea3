import type { ReactNode } from "react";

/** Pages for people without an account. Their addresses are nobody else's business. */
export const metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" as const };

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-7xl flex-col gap-6 px-4 py-6 sm:px-6 sm:py-10">
      {children}
    </main>
  );
}
