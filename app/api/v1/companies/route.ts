import { tenantRoute } from "@/lib/http";
import { listCompanies } from "@/lib/workspace";
import { CompanyList, ListCompaniesQuery } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "companies.read",
  input: { query: ListCompaniesQuery },
  output: CompanyList,
  summary: "List companies",
  handle: (ctx, { query }) => listCompanies(ctx, query),
});
