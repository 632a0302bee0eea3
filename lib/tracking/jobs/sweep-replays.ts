import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { sweepReplays as sweepReplaysNow } from "../sweeps/sweep-replays";

/** Deletes recordings that their websites do not keep any longer. */
export const sweepReplays = defineSystemJob({
  name: "tracking.sweep-replays",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => void (await sweepReplaysNow()),
});
