import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { rollUpAll } from "../rollup";

// Short of the time a worker has for stopping; what is left is taken by the next run, half a second later.
const RUN_MAX_MS = 2_000;

/** Takes new events into visits and totals, until there are none. The schedule runs it again, so a failure needs no retry. */
export const rollup = defineSystemJob({
  name: "tracking.rollup",
  queue: "ingest",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => {
    await rollUpAll({ timeMaxMs: RUN_MAX_MS, yields: true });
  },
});
