import { useId, type ReactNode } from "react";

/**
 * Words that appear above something on hover, and while the focus is in it. Plain CSS, so that a
 * list may hold hundreds. What matters must not be only here: a finger cannot hover.
 */
export function Tooltip({
  content,
  children,
}: {
  content: string;
  children: (describedBy: string) => ReactNode;
}) {
  const id = useId();
  return (
    <span className="group/tip relative inline-block">
      {children(id)}
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none invisible absolute right-0 bottom-full z-20 mb-1.5 w-max max-w-64 rounded-inner bg-tooltip px-2 py-1 text-xs font-normal whitespace-normal text-tooltip-text shadow-float transition-[visibility] delay-200 group-focus-within/tip:visible group-hover/tip:visible"
      >
        {content}
      </span>
    </span>
  );
}
