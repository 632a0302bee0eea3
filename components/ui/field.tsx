import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "@/components/lib/cn";
import { Label } from "./label";

/** What a control needs to be tied to its label, help and error. Spread it on the control. */
export type FieldAria = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
};

export type FieldProps = {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** Said beside the label of a field that may stay empty. */
  optional?: boolean;
  className?: string;
  /** A fixed id, so that an error summary can link to the control. */
  id?: string;
  children: (aria: FieldAria) => ReactNode;
};

/** Label above, error and help below, all tied to the control for assistive technology. */
export function Field({ label, help, error, required, optional, className, id, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const helpId = help ? `${controlId}-help` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={controlId}>{label}</Label>
        {optional ? <span className="text-xs text-text-muted">Optional</span> : null}
      </div>
      {children({
        id: controlId,
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(error ? { "aria-invalid": true } : {}),
        ...(required ? { "aria-required": true } : {}),
      })}
      {error ? (
        <p id={errorId} className="flex items-start gap-1.5 text-[0.8125rem] text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-[0.8125rem] text-text-muted">
          {help}
        </p>
      ) : null}
    </div>
  );
}
