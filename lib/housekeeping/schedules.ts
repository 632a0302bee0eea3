import { defineSchedule } from "@/lib/jobs";
import { sweep } from "./jobs/sweep";

const HOUR_MS = 3_600_000;

export const schedules = [
  defineSchedule({ name: "housekeeping.sweep", everyMs: () => HOUR_MS, job: sweep, payload: {} }),
];
