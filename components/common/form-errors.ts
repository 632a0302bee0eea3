import type { FieldErrors, FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { ErrorSummaryItem } from "@/components/ui/error-summary";
import { ApiError, messageOf } from "./api-error";

/** The DOM id of a field, shared by the control and by links to it. */
export const fieldId = (form: string, name: string): string => `${form}-${name}`;

/**
 * Puts what the API refused beside the fields it refused; the rest becomes the form's own message.
 * Nothing that was typed is touched.
 */
export function applyApiError<T extends FieldValues>(
  form: UseFormReturn<T>,
  names: readonly Path<T>[],
  error: unknown,
): void {
  const params = error instanceof ApiError ? error.invalidParams : [];
  const rest = params.filter((param) => {
    const name = names.find(
      (candidate) => param.name === candidate || param.name.startsWith(`${candidate}.`),
    );
    if (name) form.setError(name, { type: "server", message: param.reason });
    return !name;
  });
  if (params.length > 0 && rest.length === 0) return;
  const message =
    rest.length > 0 ? rest.map((param) => `${param.name}: ${param.reason}`).join(" ") : messageOf(error);
  form.setError("root", { type: "server", message });
}

/** What an error summary lists: field errors with links, then the form's own message. */
export function summaryOf(formId: string, errors: FieldErrors): ErrorSummaryItem[] {
  const items: ErrorSummaryItem[] = [];
  for (const [name, error] of Object.entries(errors)) {
    const message = typeof error?.message === "string" ? error.message : undefined;
    if (!message) continue;
    items.push(name === "root" ? { message } : { message, fieldId: fieldId(formId, name) });
  }
  return items;
}
