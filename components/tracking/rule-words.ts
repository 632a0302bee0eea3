import type { FunnelStep } from "@/lib/tracking/report-schemas";

/** "Page /thanks", "Event Sign-up": what a goal or a step is, in words. */
export const ruleWords = ({ kind, pattern }: Pick<FunnelStep, "kind" | "pattern">): string =>
  `${kind === "page" ? "Page" : "Event"} ${pattern}`;
