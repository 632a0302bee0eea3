import { z } from "zod";
import {
  FUNNEL_STEPS_MAX,
  StepKind,
  StepPattern,
  type CreateFunnelInput,
  type FunnelDto,
} from "@/lib/tracking/report-schemas";

/** A funnel as it is typed. */
export const FunnelFormInput = z.object({
  name: z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters."),
  windowMinutes: z.string(),
  steps: z
    .array(
      z
        .object({ kind: StepKind, pattern: StepPattern, name: z.string().trim().max(120) })
        .refine((step) => step.kind === "event" || /^[/*]/.test(step.pattern), {
          path: ["pattern"],
          error: "A path begins with / , such as /basket.",
        }),
    )
    .min(2, "A funnel has at least two steps.")
    .max(FUNNEL_STEPS_MAX),
});
export type FunnelFormInput = z.infer<typeof FunnelFormInput>;

export const EMPTY_STEP: FunnelFormInput["steps"][number] = { kind: "page", pattern: "", name: "" };

export const formOfFunnel = (funnel: FunnelDto | null): FunnelFormInput => ({
  name: funnel?.name ?? "",
  windowMinutes: String(funnel?.windowMinutes ?? 1_440),
  steps: funnel?.steps.map((step) => ({ ...step, name: step.name ?? "" })) ?? [EMPTY_STEP, EMPTY_STEP],
});

export const funnelOfForm = ({ name, windowMinutes, steps }: FunnelFormInput): CreateFunnelInput => ({
  name,
  windowMinutes: Number(windowMinutes),
  steps: steps.map(({ kind, pattern, name: title }) => ({
    kind,
    pattern,
    ...(title ? { name: title } : {}),
  })),
});
