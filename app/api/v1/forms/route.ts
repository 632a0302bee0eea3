import { createForm, listForms } from "@/lib/crm";
import { CreateFormInput, FormDto, FormList, ListFormsQuery } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "forms.read",
  input: { query: ListFormsQuery },
  output: FormList,
  summary: "List forms",
  handle: (ctx, { query }) => listForms(ctx, query),
});

export const POST = tenantRoute({
  permission: "forms.write",
  input: { body: CreateFormInput },
  output: FormDto,
  status: 201,
  summary: "Create a form",
  handle: (ctx, { body }) => createForm(ctx, body),
});
