import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { checkDueDomains } from "../sweeps/check-domains";

/** Looks at each verified domain once a day. */
export const checkDomains = defineSystemJob({
  name: "workspace.check-domains",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => void (await checkDueDomains()),
});
