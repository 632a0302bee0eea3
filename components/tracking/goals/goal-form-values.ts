import { z } from "zod";
import { StepKind, StepPattern, type CreateGoalInput, type GoalDto } from "@/lib/tracking/report-schemas";

const AMOUNT = /^\d{1,9}(?:[.,]\d{1,2})?$/;

/** A goal as it is typed. */
export const GoalFormInput = z
  .object({
    name: z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters."),
    kind: StepKind,
    pattern: StepPattern,
    worth: z.enum(["none", "fixed", "property"]),
    amount: z.string().trim(),
    currency: z.string().trim().toUpperCase(),
    valueProperty: z.string().trim().max(100),
  })
  .superRefine((goal, check) => {
    const refuse = (path: string, message: string) =>
      check.addIssue({ code: "custom", path: [path], message });
    if (goal.kind === "page" && !/^[/*]/.test(goal.pattern))
      refuse("pattern", "A path begins with / , such as /thanks.");
    if (goal.worth === "fixed" && !AMOUNT.test(goal.amount))
      refuse("amount", "Enter an amount such as 20 or 19.90.");
    if (goal.worth === "property" && !goal.valueProperty)
      refuse("valueProperty", "Enter the property's name, such as total.");
    if (goal.worth !== "none" && !/^[A-Z]{3}$/.test(goal.currency))
      refuse("currency", "Three letters such as EUR.");
  });
export type GoalFormInput = z.infer<typeof GoalFormInput>;

const EMPTY: GoalFormInput = {
  name: "",
  kind: "page",
  pattern: "",
  worth: "none",
  amount: "",
  currency: "EUR",
  valueProperty: "",
};

export function formOfGoal(goal: GoalDto | null): GoalFormInput {
  if (!goal) return EMPTY;
  const { name, kind, pattern, valueCents, currency, valueProperty } = goal;
  return {
    name,
    kind,
    pattern,
    worth: valueProperty !== null ? "property" : valueCents !== null ? "fixed" : "none",
    amount: valueCents === null ? "" : (valueCents / 100).toFixed(2),
    currency: currency ?? EMPTY.currency,
    valueProperty: valueProperty ?? "",
  };
}

/** What the API takes: only an event has a property with a value. */
export function goalOfForm(form: GoalFormInput): CreateGoalInput {
  const worth = form.worth === "property" && form.kind === "page" ? "none" : form.worth;
  return {
    name: form.name,
    kind: form.kind,
    pattern: form.pattern,
    valueCents: worth === "fixed" ? Math.round(Number(form.amount.replace(",", ".")) * 100) : null,
    valueProperty: worth === "property" ? form.valueProperty : null,
    currency: worth === "none" ? null : form.currency,
  };
}
