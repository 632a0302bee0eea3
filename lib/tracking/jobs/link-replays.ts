import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { linkReplays as linkReplaysNow } from "../sweeps/sweep-replays";

/** Joins recordings to the visits they were made in. */
export const linkReplays = defineSystemJob({
  name: "tracking.link-replays",
  queue: "ingest",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => void (await linkReplaysNow()),
});
