import { env } from "@/lib/env";
import { defineSchedule } from "@/lib/jobs";
import { applyRetention } from "./jobs/apply-retention";
import { linkReplays } from "./jobs/link-replays";
import { maintainLog } from "./jobs/maintain-log";
import { rollup } from "./jobs/rollup";
import { sendDigests } from "./jobs/send-digests";
import { sealDays } from "./jobs/seal-days";
import { sweepReplays } from "./jobs/sweep-replays";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const RETENTION_MS = 6 * HOUR_MS;
const SEAL_DAYS_MS = 60_000;
const LINK_REPLAYS_MS = 10_000;

export const schedules = [
  defineSchedule({
    name: "tracking.rollup",
    everyMs: () => env().ROLLUP_INTERVAL_MS,
    job: rollup,
    payload: {},
  }),
  defineSchedule({ name: "tracking.seal-days", everyMs: () => SEAL_DAYS_MS, job: sealDays, payload: {} }),
  defineSchedule({ name: "tracking.maintain-log", everyMs: () => HOUR_MS, job: maintainLog, payload: {} }),
  defineSchedule({
    name: "tracking.apply-retention",
    everyMs: () => RETENTION_MS,
    job: applyRetention,
    payload: {},
  }),
  defineSchedule({
    name: "tracking.link-replays",
    everyMs: () => LINK_REPLAYS_MS,
    job: linkReplays,
    payload: {},
  }),
  defineSchedule({ name: "tracking.sweep-replays", everyMs: () => HOUR_MS, job: sweepReplays, payload: {} }),
  defineSchedule({
    name: "tracking.send-digests",
    everyMs: () => MINUTE_MS,
    job: sendDigests,
    payload: {},
  }),
];
