import Link from "next/link";
import { BrandName } from "@/components/layout/brand-mark";
import { buttonClass } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-6">
      <BrandName />
      <h1 className="text-2xl font-semibold tracking-tight">There is no page at this address</h1>
      <p className="text-text-muted">It may have been moved or deleted, or the link has a typing mistake.</p>
      <Link href="/dashboard" className={buttonClass()}>
        Go to the overview
      </Link>
    </main>
  );
}
