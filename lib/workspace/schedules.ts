import { defineSchedule } from "@/lib/jobs";
import { checkDomains } from "./jobs/check-domains";
import { purgeClosed } from "./jobs/purge-closed";
import { sweepWorkspaceExports } from "./jobs/sweep-exports";

const MINUTE_MS = 60_000;

export const schedules = [
  defineSchedule({
    name: "workspace.purge-closed",
    everyMs: () => 5 * MINUTE_MS,
    job: purgeClosed,
    payload: {},
  }),
  defineSchedule({
    name: "workspace.sweep-exports",
    everyMs: () => MINUTE_MS,
    job: sweepWorkspaceExports,
    payload: {},
  }),
  defineSchedule({
    name: "workspace.check-domains",
    everyMs: () => 30 * MINUTE_MS,
    job: checkDomains,
    payload: {},
  }),
];
