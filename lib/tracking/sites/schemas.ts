/** Shapes of websites and their settings. */
import { z } from "zod";
import { TimeZoneName } from "@/lib/clock/schemas";
import { ChannelRules } from "../enrich/schemas";
import { plainRange } from "./address-range";

const HOST_PATTERN = /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)$/;

/** A host as people type or paste it: scheme, port, path and letter case go, other scripts become punycode. */
export const HostName = z
  .string()
  .trim()
  .max(300)
  .transform(toHostName)
  .pipe(z.string().max(253).regex(HOST_PATTERN, "Enter a host name such as example.com"));

function toHostName(text: string): string {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`).hostname.replace(
      /\.$/,
      "",
    );
  } catch {
    return "";
  }
}

export const EXCLUDED_PATHS_MAX = 100;
export const EXCLUDED_ADDRESSES_MAX = 100;
export const RETENTION_DAYS_MIN = 7;
export const RETENTION_DAYS_MAX = 3_650;
export const REPLAY_RETENTION_DAYS_MAX = 365;
export const CHANNEL_RULES_MAX = 50;

/** A path with `*` for anything, e.g. `/admin/*`. */
export const PathPattern = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[/*][^\s?#\p{Cc}]*$/u, "Enter a path such as /admin/* — it begins with / or *");

/** An address or a range in CIDR form. */
export const AddressRange = z
  .string()
  .trim()
  .max(64)
  .transform((text, context) => {
    const plain = plainRange(text);
    if (plain !== null) return plain;
    context.addIssue({
      code: "custom",
      message: "Enter an address such as 203.0.113.7 or a range such as 10.0.0.0/8",
    });
    return z.NEVER;
  });

/** A list of CSS selectors; "" for none. What would end a rule or a tag is refused. */
const Selector = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^<{};\p{Cc}]*$/u, "Enter CSS selectors such as .secret, [data-private]")
  .refine(isBalanced, "A bracket or a quote is not closed");

function isBalanced(text: string): boolean {
  const bare = text.replace(/"[^"]*"|'[^']*'/g, "");
  const count = (sign: string): number => bare.split(sign).length;
  return !/["']/.test(bare) && count("[") === count("]") && count("(") === count(")");
}

export const ConsentMode = z.enum(["cookieless", "consent"]);
export type ConsentMode = z.infer<typeof ConsentMode>;

const siteName = z.string().trim().min(1, "Enter a name").max(120);
const allowedHosts = z.array(HostName).max(50);

export const SiteDto = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  name: z.string(),
  domain: z.string(),
  timeZone: z.string(),
  allowedHosts: z.array(z.string()),
  siteKey: z.string(),
  /** The one line of HTML that a website's owner pastes into its pages. */
  snippet: z.string(),
  /** cookieless: the daily hash alone; consent: a first-party cookie once a visitor has agreed. */
  consentMode: ConsentMode,
  /** Pages that are not counted; `*` stands for anything. */
  excludedPaths: z.array(z.string()),
  /** Addresses and ranges whose visits are not counted. */
  excludedAddresses: z.array(z.string()),
  /** Days that events and visits are kept; null: as long as the website. Totals stay. */
  retentionDays: z.int().nullable(),
  /** The owner's own rules for channels, read from the top before the built-in ones. */
  channelRules: ChannelRules,
  replayEnabled: z.boolean(),
  /** Of a hundred visits that agreed, how many are recorded. */
  replaySamplePct: z.int(),
  replayRetentionDays: z.int(),
  /** Parts of pages that are never recorded. */
  replayBlockSelector: z.string(),
  /** Parts of pages whose texts are recorded as they are; everything else is masked. */
  replayUnmaskSelector: z.string(),
  createdAt: z.iso.datetime(),
  firstEventAt: z.iso.datetime().nullable(),
  lastEventAt: z.iso.datetime().nullable(),
});
export type SiteDto = z.infer<typeof SiteDto>;

export const CreateSiteInput = z.strictObject({
  /** Defaults to the domain. */
  name: siteName.optional(),
  domain: HostName,
  timeZone: TimeZoneName.default("UTC"),
  /** Further hosts whose pages may count, beside the domain and its subdomains. */
  allowedHosts: allowedHosts.default([]),
  /** Defaults to the workspace's default company. */
  companyId: z.uuid().optional(),
});
export type CreateSiteInput = z.input<typeof CreateSiteInput>;

const unique = (list: readonly string[]): string[] => [...new Set(list)];

export const UpdateSiteInput = z
  .strictObject({
    name: siteName,
    domain: HostName,
    timeZone: TimeZoneName,
    allowedHosts,
    consentMode: ConsentMode,
    excludedPaths: z.array(PathPattern).max(EXCLUDED_PATHS_MAX).transform(unique),
    excludedAddresses: z.array(AddressRange).max(EXCLUDED_ADDRESSES_MAX).transform(unique),
    retentionDays: z.int().min(RETENTION_DAYS_MIN).max(RETENTION_DAYS_MAX).nullable(),
    channelRules: ChannelRules.max(CHANNEL_RULES_MAX),
    replayEnabled: z.boolean(),
    replaySamplePct: z.int().min(1).max(100),
    replayRetentionDays: z.int().min(1).max(REPLAY_RETENTION_DAYS_MAX),
    replayBlockSelector: Selector,
    replayUnmaskSelector: Selector,
  })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateSiteInput = z.input<typeof UpdateSiteInput>;

export const SiteParams = z.object({ siteId: z.uuid() });
export type SiteParams = z.infer<typeof SiteParams>;

export const ListSitesQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListSitesQuery = z.input<typeof ListSitesQuery>;

export const SiteList = z.object({ items: z.array(SiteDto), nextCursor: z.string().nullable() });
export type SiteList = z.infer<typeof SiteList>;
