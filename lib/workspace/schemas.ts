/** Shapes of the workspace's own pages that the browser may import too: zod and types only. */
import { z } from "zod";
import { TimeZoneName } from "@/lib/clock/schemas";
import { PageQuery } from "@/lib/paging/schemas";

const count = z.number().int().nonnegative();
const day = z.iso.date();

/** The same rule as an account's address. */
const InvitedEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an e-mail address like name@example.com."));

// ---------------------------------------------------------------- companies

export const CompanyDto = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type CompanyDto = z.infer<typeof CompanyDto>;

export const ListCompaniesQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListCompaniesQuery = z.input<typeof ListCompaniesQuery>;

export const CompanyList = z.object({ items: z.array(CompanyDto), nextCursor: z.string().nullable() });
export type CompanyList = z.infer<typeof CompanyList>;

// ---------------------------------------------------------------- overview

export const OverviewQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });
export type OverviewQuery = z.input<typeof OverviewQuery>;

export const OverviewCard = z.object({
  value: count,
  /** Of the period of the same length that ends the day before. */
  previous: count,
  /** One number a day of the range, oldest first. */
  daily: z.array(count),
});
export type OverviewCard = z.infer<typeof OverviewCard>;

export const OverviewDto = z.object({
  cards: z.object({ visitors: OverviewCard, visits: OverviewCard, requests: OverviewCard }),
  sites: count,
  forms: count,
  range: z.object({ from: day, to: day }),
});
export type OverviewDto = z.infer<typeof OverviewDto>;

// ---------------------------------------------------------------- activity

/** visit: the first visit that a site counted. */
export const ActivityKind = z.enum(["request", "site", "form", "visit"]);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ActivityItem = z.object({
  /** Unique within the feed: kind and the record's id. */
  id: z.string(),
  kind: ActivityKind,
  title: z.string(),
  detail: z.string(),
  /** Path inside the product. */
  href: z.string(),
  at: z.iso.datetime(),
});
export type ActivityItem = z.infer<typeof ActivityItem>;

export const ActivityQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) });
export type ActivityQuery = z.input<typeof ActivityQuery>;

export const ActivityFeed = z.object({ items: z.array(ActivityItem) });
export type ActivityFeed = z.infer<typeof ActivityFeed>;

// ---------------------------------------------------------------- workspaces

const WORKSPACE_NAME_CHARS_MAX = 120;

/** A name of one line; control characters and marks that turn text round are refused. */
const WorkspaceName = z
  .string()
  .trim()
  .min(1, "Give the workspace a name.")
  .max(WORKSPACE_NAME_CHARS_MAX, `Use at most ${WORKSPACE_NAME_CHARS_MAX} characters.`)
  .refine(
    (text) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text),
    "Use one line without control characters.",
  );

export const MemberRole = z.enum(["owner", "admin", "editor", "viewer"]);
export type MemberRole = z.infer<typeof MemberRole>;

const person = z.object({ id: z.uuid(), name: z.string() });

/** Set while a workspace waits for its deletion. */
export const Closing = z.object({
  requestedAt: z.iso.datetime(),
  /** From then on nothing can be restored. */
  purgeAfterAt: z.iso.datetime(),
  requestedBy: person.nullable(),
});

export const TenantDto = z
  .object({
    id: z.uuid(),
    name: z.string(),
    timeZone: z.string().meta({ example: "Europe/Berlin" }),
    /** The first verified domain. */
    domain: z.string().nullable(),
    /** The caller's role; null for an API key. */
    role: MemberRole.nullable(),
    /** Whether this session starts in it. */
    isDefault: z.boolean(),
    createdAt: z.iso.datetime(),
    closing: Closing.nullable(),
  })
  .meta({ id: "Tenant" });
export type TenantDto = z.infer<typeof TenantDto>;

/** A person belongs to few workspaces: the list has one page. */
export const TenantList = z.object({ items: z.array(TenantDto), nextCursor: z.null() });
export type TenantList = z.infer<typeof TenantList>;

export const TenantParams = z.object({ tenantId: z.uuid() });

export const CreateTenantInput = z.strictObject({
  name: WorkspaceName.meta({ example: "Northwind Studio" }),
  timeZone: TimeZoneName.default("UTC"),
});
export type CreateTenantInput = z.input<typeof CreateTenantInput>;

export const UpdateTenantInput = z
  .strictObject({
    name: WorkspaceName,
    timeZone: TimeZoneName,
    /** Makes it the workspace that this person's open sessions start in. */
    isDefault: z.literal(true),
  })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateTenantInput = z.input<typeof UpdateTenantInput>;

export const DeleteTenantInput = z.strictObject({
  /** The workspace's name, typed: a deletion is not done by accident. */
  confirmName: z.string().trim().max(WORKSPACE_NAME_CHARS_MAX),
});
export type DeleteTenantInput = z.input<typeof DeleteTenantInput>;

export const TransferInput = z.strictObject({ userId: z.uuid() });
export type TransferInput = z.input<typeof TransferInput>;

// ---------------------------------------------------------------- members

export const MemberDto = z
  .object({
    userId: z.uuid(),
    email: z.string(),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    role: MemberRole,
    isActive: z.boolean(),
    joinedAt: z.iso.datetime(),
    /** In any workspace; null for callers who may not manage members, and before the first sign-in. */
    lastSeenAt: z.iso.datetime().nullable(),
    /** Whether a second factor is on; null for callers who may not manage members. */
    hasSecondFactor: z.boolean().nullable(),
  })
  .meta({ id: "Member" });
export type MemberDto = z.infer<typeof MemberDto>;

export const ListMembersQuery = PageQuery;
export type ListMembersQuery = z.input<typeof ListMembersQuery>;

export const MemberList = z.object({ items: z.array(MemberDto), nextCursor: z.string().nullable() });
export type MemberList = z.infer<typeof MemberList>;

export const MemberParams = TenantParams.extend({ userId: z.uuid() });

export const ChangeMemberInput = z
  .strictObject({ role: MemberRole, isActive: z.boolean() })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type ChangeMemberInput = z.input<typeof ChangeMemberInput>;

// ---------------------------------------------------------------- invitations

export const InviteInput = z.strictObject({ email: InvitedEmail, role: MemberRole.default("editor") });
export type InviteInput = z.input<typeof InviteInput>;

export const InvitationDto = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: MemberRole,
    status: z.enum(["open", "expired"]),
    invitedBy: person,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastSentAt: z.iso.datetime(),
    sentCount: count,
  })
  .meta({ id: "Invitation" });
export type InvitationDto = z.infer<typeof InvitationDto>;

export const ListInvitationsQuery = PageQuery;
export type ListInvitationsQuery = z.input<typeof ListInvitationsQuery>;

export const InvitationList = z.object({ items: z.array(InvitationDto), nextCursor: z.string().nullable() });
export type InvitationList = z.infer<typeof InvitationList>;

export const InvitationParams = TenantParams.extend({ invitationId: z.uuid() });

/** The token of an invitation's link: 32 random bytes. */
export const InvitationTokenParams = z.object({ token: z.string().regex(/^[\w-]{43}$/) });

/** What whoever holds the link may see. */
export const InvitationPreview = z
  .object({
    status: z.enum(["open", "expired", "revoked", "accepted", "closed"]),
    workspaceName: z.string(),
    inviterName: z.string(),
    email: z.string(),
    role: MemberRole,
    expiresAt: z.iso.datetime(),
    /** Whether the address has an account already. */
    hasAccount: z.boolean(),
  })
  .meta({ id: "InvitationPreview" });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

/** What joining answers: where to go. */
export const JoinedDto = z
  .object({ tenantId: z.uuid(), name: z.string(), role: MemberRole })
  .meta({ id: "JoinedWorkspace" });
export type JoinedDto = z.infer<typeof JoinedDto>;

// ---------------------------------------------------------------- domains

export const DomainDto = z
  .object({
    id: z.uuid(),
    domain: z.string().meta({ example: "example.com" }),
    status: z.enum(["waiting", "verified", "missing"]),
    method: z.enum(["dns", "tracker"]).nullable(),
    /** The TXT record that proves it: where, and what. */
    record: z.object({ name: z.string(), value: z.string() }),
    createdAt: z.iso.datetime(),
    verifiedAt: z.iso.datetime().nullable(),
    lastCheckedAt: z.iso.datetime().nullable(),
    /** Why the last check did not succeed, in a sentence. */
    lastFault: z.string().nullable(),
    /** Since when the proof of a verified domain cannot be found any more. */
    missingSince: z.iso.datetime().nullable(),
  })
  .meta({ id: "Domain" });
export type DomainDto = z.infer<typeof DomainDto>;

export const DomainList = z.object({ items: z.array(DomainDto), nextCursor: z.null() });
export type DomainList = z.infer<typeof DomainList>;

export const AddDomainInput = z.strictObject({
  domain: z.string().trim().min(1, "Enter a domain such as example.com.").max(300),
});
export type AddDomainInput = z.input<typeof AddDomainInput>;

export const DomainParams = TenantParams.extend({ domainId: z.uuid() });

// ---------------------------------------------------------------- exports

export const ExportDto = z
  .object({
    id: z.uuid(),
    status: z.enum(["queued", "running", "ready", "failed", "expired"]),
    requestedBy: person.nullable(),
    createdAt: z.iso.datetime(),
    readyAt: z.iso.datetime().nullable(),
    /** When the copy is deleted. */
    expiresAt: z.iso.datetime().nullable(),
    sizeBytes: count.nullable(),
    /** Parts written so far, and parts in all; null unless it runs. */
    progress: z.object({ done: count, total: count }).nullable(),
    lastError: z.string().nullable(),
    /** Opens the file for some minutes; only where one export is read, and only when it is ready. */
    downloadUrl: z.string().nullable(),
  })
  .meta({ id: "WorkspaceExport" });
export type ExportDto = z.infer<typeof ExportDto>;

export const ListExportsQuery = PageQuery;
export type ListExportsQuery = z.input<typeof ListExportsQuery>;

export const ExportList = z.object({ items: z.array(ExportDto), nextCursor: z.string().nullable() });
export type ExportList = z.infer<typeof ExportList>;

export const ExportParams = TenantParams.extend({ exportId: z.uuid() });

// ---------------------------------------------------------------- audit

const word = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "Search for plain text without control characters.");

/** Which lines of the audit log. Texts match without regard to case. */
export const AuditFilters = z.object({
  /** A whole action ("member.invite") or its first part ("member"). */
  action: word.optional(),
  actorId: word.optional(),
  entityType: word.optional(),
  entityId: word.optional(),
  /** From this moment on. */
  from: z.iso.datetime({ error: "Give an ISO 8601 time in UTC." }).optional(),
  /** Before this moment. */
  to: z.iso.datetime({ error: "Give an ISO 8601 time in UTC." }).optional(),
  /** Text in what was changed. */
  q: word.optional(),
});
export type AuditFilters = z.input<typeof AuditFilters>;

export const ListAuditQuery = PageQuery.extend(AuditFilters.shape);
export type ListAuditQuery = z.input<typeof ListAuditQuery>;

export const AuditLineDto = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: z.object({
      type: z.enum(["user", "api_key", "system", "public"]),
      id: z.string().nullable(),
      name: z.string(),
    }),
    action: z.string(),
    entityType: z.string(),
    entityId: z.string(),
    /** A name for people, where the record or the workspace knows one. */
    entityName: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string(),
  })
  .meta({ id: "AuditLine" });
export type AuditLineDto = z.infer<typeof AuditLineDto>;

export const AuditList = z.object({ items: z.array(AuditLineDto), nextCursor: z.string().nullable() });
export type AuditList = z.infer<typeof AuditList>;
