import { cn } from "@/components/lib/cn";

/** First letters of the first two words: "Ada Lovelace" -> "AL". */
function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/)
    .filter(Boolean);
  return (
    words
      .slice(0, 2)
      .map((word) => word.charAt(0).toUpperCase())
      .join("") || "?"
  );
}

export type AvatarProps = {
  name: string;
  /** A square picture; without one the initials stand there. */ src?: string | null;
  className?: string;
};

/** A round mark for a person or a firm. Decorative: the name stands beside it or in the label. */
export function Avatar({ name, src, className }: AvatarProps) {
  if (src)
    return (
      <img
        src={src}
        alt=""
        className={cn("size-7 shrink-0 rounded-full bg-accent-soft object-cover", className)}
      />
    );
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[0.6875rem] font-semibold text-accent-text",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
