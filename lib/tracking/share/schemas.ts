/** Shapes of links that show one website's reports to people without an account. */
import { z } from "zod";
import { PageQuery } from "@/lib/paging/schemas";
import { QueryReportsInput } from "../report-schemas";

export const SHARE_PASSWORD_CHARS_MIN = 8;
export const SHARE_LINKS_A_SITE_MAX = 50;

export const ShareLinkDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  name: z.string(),
  /** What to hand on; null where the key that sealed it is gone. */
  url: z.url().nullable(),
  hasPassword: z.boolean(),
  state: z.enum(["active", "expired", "revoked"]),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  lastViewedAt: z.iso.datetime().nullable(),
  viewCount: z.int(),
});
export type ShareLinkDto = z.infer<typeof ShareLinkDto>;

export const ShareLinkList = z.object({ items: z.array(ShareLinkDto), nextCursor: z.string().nullable() });
export type ShareLinkList = z.infer<typeof ShareLinkList>;

export const ListShareLinksQuery = PageQuery;
export type ListShareLinksQuery = z.input<typeof ListShareLinksQuery>;

export const CreateShareLinkInput = z.strictObject({
  /** Whom it is for. */
  name: z.string().trim().min(1, "Say whom the link is for").max(120),
  /** Asked of whoever opens the link. */
  password: z
    .string()
    .min(SHARE_PASSWORD_CHARS_MIN, `Use at least ${SHARE_PASSWORD_CHARS_MIN} characters`)
    .max(200)
    .optional(),
  /** When the link stops working. */
  expiresAt: z.iso.datetime().optional(),
});
export type CreateShareLinkInput = z.input<typeof CreateShareLinkInput>;

export const ShareLinkParams = z.object({ siteId: z.uuid(), linkId: z.uuid() });

/** 32 random bytes in base64url. */
export const ShareTokenParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** What the page of a link knows before any numbers. */
export const SharedSiteDto = z.object({
  /** Null while it is locked. */
  siteId: z.uuid().nullable(),
  siteName: z.string(),
  domain: z.string(),
  timeZone: z.string(),
  /** Whether a password has still to be given by this browser. */
  isLocked: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
  firstEventAt: z.iso.datetime().nullable(),
});
export type SharedSiteDto = z.infer<typeof SharedSiteDto>;

export const UnlockShareInput = z.strictObject({ password: z.string().min(1).max(200) });
export type UnlockShareInput = z.infer<typeof UnlockShareInput>;

/** The question of reports/query without the website: the link names it. */
export const SharedQueryInput = z.strictObject({
  range: QueryReportsInput.shape.range,
  compare: QueryReportsInput.shape.compare,
  filters: QueryReportsInput.shape.filters,
  reports: QueryReportsInput.shape.reports,
});
export type SharedQueryInput = z.input<typeof SharedQueryInput>;
