import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { sendDueDigests } from "../sweeps/send-digests";

/** Sends the digests that are due. */
export const sendDigests = defineSystemJob({
  name: "tracking.send-digests",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => void (await sendDueDigests()),
});
