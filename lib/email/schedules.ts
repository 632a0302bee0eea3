import { env } from "@/lib/env";
import { defineSchedule } from "@/lib/jobs";
import { retryEmails } from "./jobs/retry";
import { sweepOldEmails } from "./jobs/sweep";

const SWEEP_EVERY_MS = 6 * 3_600_000;

export const schedules = [
  defineSchedule({
    name: "email.retry",
    everyMs: () => env().EMAIL_RETRY_INTERVAL_MS,
    job: retryEmails,
    payload: {},
  }),
  defineSchedule({
    name: "email.sweep",
    everyMs: () => SWEEP_EVERY_MS,
    job: sweepOldEmails,
    payload: {},
  }),
];
