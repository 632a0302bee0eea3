import { env } from "@/lib/env";
import { defineSchedule } from "@/lib/jobs";
import { maintainLog } from "./jobs/maintain-log";
import { rollup } from "./jobs/rollup";

const HOUR_MS = 3_600_000;

export const schedules = [
  defineSchedule({
    name: "tracking.rollup",
    everyMs: () => env().ROLLUP_INTERVAL_MS,
    job: rollup,
    payload: {},
  }),
  defineSchedule({ name: "tracking.maintain-log", everyMs: () => HOUR_MS, job: maintainLog, payload: {} }),
];
