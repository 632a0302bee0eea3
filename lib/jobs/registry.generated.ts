// Made by scripts/generate.mjs; do not edit. `npm run generate` makes it anew.
import type { AnyJob, Schedule } from "./define";
import { sweep } from "@/lib/housekeeping/jobs/sweep";
import { schedules as schedules0 } from "@/lib/housekeeping/schedules";

export const jobs: readonly AnyJob[] = [
  sweep,
];

export const schedules: readonly Schedule[] = [
  ...schedules0,
];
