import { cn } from "@/components/lib/cn";

/** The product's sign: a rising line inside a rounded square. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-7", className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 23V9"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        className="stroke-accent-contrast opacity-45"
      />
      <path
        d="m8 23 6.5-7 4 3.5L25 11"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-contrast"
      />
    </svg>
  );
}

export function BrandName({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight",
        className,
      )}
    >
      <BrandMark />
      Brand Automator
    </span>
  );
}
