import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { purgeClosedTenants } from "../sweeps/purge-closed";

/** Removes workspaces whose grace is over. */
export const purgeClosed = defineSystemJob({
  name: "workspace.purge-closed",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => void (await purgeClosedTenants()),
});
