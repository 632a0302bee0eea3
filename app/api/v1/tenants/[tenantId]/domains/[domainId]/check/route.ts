import { tenantRoute } from "@/lib/http";
import { atPath, checkDomain } from "@/lib/workspace";
import { DomainDto, DomainParams } from "@/lib/workspace/schemas";

export const POST = tenantRoute({
  permission: "domains.write",
  input: { params: DomainParams },
  output: DomainDto,
  summary: "Check a domain now",
  description:
    "Looks for the TXT record, then for the tracker on the domain's home page. lastFault says what is missing.",
  errors: ["conflict"],
  handle: (ctx, { params }) => checkDomain(atPath(ctx, params.tenantId), params.domainId),
});
