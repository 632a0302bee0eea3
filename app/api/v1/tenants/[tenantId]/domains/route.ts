import { tenantRoute } from "@/lib/http";
import { addDomain, atPath, listDomains } from "@/lib/workspace";
import { AddDomainInput, DomainDto, DomainList, TenantParams } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "domains.read",
  input: { params: TenantParams },
  output: DomainList,
  summary: "List the domains",
  handle: (ctx, { params }) => listDomains(atPath(ctx, params.tenantId)),
});

export const POST = tenantRoute({
  permission: "domains.write",
  input: { params: TenantParams, body: AddDomainInput },
  output: DomainDto,
  status: 201,
  summary: "Add a domain",
  description: "The answer holds the TXT record that proves the domain; check it afterwards.",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => addDomain(atPath(ctx, params.tenantId), body),
});
