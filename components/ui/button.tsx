import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";
import { Spinner } from "./spinner";

/** Classes of a button, for links that look like one. */
export const buttonClass = cva(
  "touch-target inline-flex shrink-0 items-center justify-center gap-2 rounded-ui font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 aria-disabled:opacity-60",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-contrast hover:bg-accent-hover",
        secondary: "border border-border-strong/60 bg-surface-raised text-text hover:bg-surface-hover",
        ghost: "text-text hover:bg-surface-hover",
        danger: "bg-danger text-danger-contrast hover:bg-danger-hover",
        link: "text-accent-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-8 px-3 text-[0.8125rem]",
        md: "h-9 px-4 text-sm",
        lg: "h-11 px-5 text-base",
        icon: "size-9 [@media(pointer:coarse)]:size-11",
        inline: "h-auto min-h-0! p-0",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonClass> & {
    /** Work is under way: shows a spinner, keeps focus, swallows further clicks. */
    pending?: boolean;
  };

const swallow = (event: MouseEvent) => event.preventDefault();

/** The one button. `type` is "button" unless told otherwise, so that it never submits by accident. */
export function Button({ variant, size, className, pending, children, ...rest }: ButtonProps) {
  const busy = pending ? { "aria-disabled": true, "aria-busy": true, onClick: swallow } : {};
  return (
    <button type="button" {...rest} {...busy} className={buttonClass({ variant, size, className })}>
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}
