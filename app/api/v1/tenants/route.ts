import { accountRoute } from "@/lib/http";
import { createTenant, listTenants } from "@/lib/workspace";
import { CreateTenantInput, TenantDto, TenantList } from "@/lib/workspace/schemas";

export const GET = accountRoute({
  output: TenantList,
  summary: "List my workspaces",
  handle: (person) => listTenants(person),
});

export const POST = accountRoute({
  input: { body: CreateTenantInput },
  output: TenantDto,
  status: 201,
  summary: "Make a workspace",
  description: "Whoever asks becomes its owner. Their own e-mail address must be confirmed.",
  errors: ["forbidden", "conflict"],
  handle: (person, { body }) => createTenant(person, body),
});
