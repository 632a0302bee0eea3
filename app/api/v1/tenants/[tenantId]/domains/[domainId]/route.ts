import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { atPath, removeDomain } from "@/lib/workspace";
import { DomainParams } from "@/lib/workspace/schemas";

export const DELETE = tenantRoute({
  permission: "domains.write",
  input: { params: DomainParams },
  output: z.void(),
  status: 204,
  summary: "Remove a domain",
  handle: (ctx, { params }) => removeDomain(atPath(ctx, params.tenantId), params.domainId),
});
