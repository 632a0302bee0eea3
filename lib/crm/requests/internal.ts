import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { visitSources } from "@/lib/tracking";
import { type RequestDto, type RequestKind, RequestStatus, ScopeDetails } from "../schemas";

const common = {
  id: true,
  status: true,
  name: true,
  email: true,
  company: true,
  phone: true,
  message: true,
  contactId: true,
  formId: true,
  visitId: true,
  createdAt: true,
  visit: { select: { sourceId: true } },
} satisfies Prisma.ContactSubmissionSelect & Prisma.ProjectScopeRequestSelect;

export const contactSelect = common;
export const scopeSelect = { ...common, scopeDetails: true } satisfies Prisma.ProjectScopeRequestSelect;

type ContactRow = Prisma.ContactSubmissionGetPayload<{ select: typeof contactSelect }>;
type ScopeRow = Prisma.ProjectScopeRequestGetPayload<{ select: typeof scopeSelect }>;

/** A request of either kind: two tables, one list. */
export type RequestRow = (ContactRow & { kind: "contact" }) | (ScopeRow & { kind: "project_scope" });

export const asContact = (row: ContactRow): RequestRow => ({ ...row, kind: "contact" });
export const asScope = (row: ScopeRow): RequestRow => ({ ...row, kind: "project_scope" });

/** Requests as the interface shows them, each with where its visit came from. */
export async function toRequestDtos(
  db: TenantDb,
  ctx: Ctx,
  rows: readonly RequestRow[],
): Promise<RequestDto[]> {
  const sourceOf = await visitSources(
    db,
    ctx,
    rows.flatMap(({ visit }) => (visit ? [visit.sourceId] : [])),
  );
  return rows.map(({ visit, ...row }) => ({
    ...row,
    status: RequestStatus.parse(row.status),
    scopeDetails: row.kind === "project_scope" ? ScopeDetails.parse(row.scopeDetails) : null,
    source: visit ? sourceOf(visit.sourceId).source : null,
    channel: visit ? sourceOf(visit.sourceId).channel : null,
    createdAt: row.createdAt.toISOString(),
  }));
}

/** The same for one. */
export async function toRequestDto(db: TenantDb, ctx: Ctx, row: RequestRow): Promise<RequestDto> {
  const [dto] = await toRequestDtos(db, ctx, [row]);
  if (!dto) throw notFound("request");
  return dto;
}

/** Ids are unique over both tables, so the kind follows from where the request is found. @throws AppError not_found */
export async function getRequestOrThrow(db: TenantDb, ctx: Ctx, requestId: string): Promise<RequestRow> {
  const where = { tenantId_id: { tenantId: ctx.tenantId, id: requestId } };
  const contact = await db.contactSubmission.findUnique({ where, select: contactSelect });
  if (contact) return asContact(contact);
  const scope = await db.projectScopeRequest.findUnique({ where, select: scopeSelect });
  if (!scope) throw notFound("request");
  return asScope(scope);
}

/** Changes a request in the table of its kind. */
export async function updateRequestRow(
  db: TenantDb,
  ctx: Ctx,
  request: { id: string; kind: RequestKind },
  data: { status?: RequestStatus; visitId?: string },
): Promise<RequestRow> {
  const where = { tenantId_id: { tenantId: ctx.tenantId, id: request.id } };
  if (request.kind === "contact")
    return asContact(await db.contactSubmission.update({ where, data, select: contactSelect }));
  return asScope(await db.projectScopeRequest.update({ where, data, select: scopeSelect }));
}
