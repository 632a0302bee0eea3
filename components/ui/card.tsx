import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/lib/cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={cn("min-w-0 rounded-ui border border-border bg-surface-raised", className)}
    />
  );
}

export type CardHeaderProps = {
  title: ReactNode;
  actions?: ReactNode;
  id?: string;
  /** "h1" where the card is the whole page. */
  heading?: "h1" | "h2";
};

/** Title row of a card; `actions` sit at its right. */
export function CardHeader({ title, actions, id, heading: Heading = "h2" }: CardHeaderProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-2">
      <Heading id={id} className="text-sm font-semibold">
        {title}
      </Heading>
      {actions}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={cn("p-4", className)} />;
}
