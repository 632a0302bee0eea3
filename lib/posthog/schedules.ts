import { env } from "@/lib/env";
import { defineSchedule } from "@/lib/jobs";
import { forward } from "./jobs/forward";

export const schedules = [
  defineSchedule({
    name: "posthog.forward",
    everyMs: () => env().POSTHOG_FORWARD_INTERVAL_MS,
    job: forward,
    payload: {},
  }),
];
