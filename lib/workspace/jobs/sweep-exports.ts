import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { sweepExports } from "../sweeps/sweep-exports";

export const sweepWorkspaceExports = defineSystemJob({
  name: "workspace.sweep-exports",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: () => sweepExports(),
});
