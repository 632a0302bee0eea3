import { parseProxies, plainAddress } from "@/lib/client-address";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { placeOf } from "@/lib/geo";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { bareHost, isAllowedHost } from "../collect/hosts";
import { pathMatcher } from "../collect/site-cache";
import { readPageAddress } from "../enrich/page-address";
import { purposeOf, readAgent, senderVerdict } from "../enrich/user-agent";
import { type SelfTestDto, SelfTestQuery, type SelfTestReason } from "../self-test/schemas";
import { findVisitForSubmission } from "../visits/find-visit-for-submission";
import { getSiteOrThrow, type SiteRow } from "./internal";

/** The request of whoever asks; its addresses are only hashed and looked up, never stored. */
export type AskingSender = {
  address: string;
  /** Address at the other end of the connection: the caller, or the proxy in front. */
  peer: string;
  userAgent: string;
  header: (name: string) => string | null;
};

const EXPLANATIONS: Record<SelfTestReason, string> = {
  bot: "This browser says that it is a program.",
  preview: "This sender only fetches previews of links.",
  prefetch: "This browser is only loading the page ahead.",
  do_not_track: "This browser asks not to be tracked (Do Not Track), so the script sends nothing.",
  global_privacy_control:
    "This browser asks for privacy (Global Privacy Control), so the script sends nothing.",
  host_not_allowed:
    "The page is on a host that is neither the website's domain nor one of its further hosts.",
  excluded_address: "Your address is excluded in this website's settings.",
  excluded_path: "This page is excluded in this website's settings.",
};

/**
 * How the collector sees the browser that asks, by the collector's own rules, and whether its events arrive.
 * @throws AppError forbidden | not_found | validation_failed
 */
export async function explainSender(
  ctx: Ctx,
  siteId: string,
  sender: AskingSender,
  query: SelfTestQuery = {},
): Promise<SelfTestDto> {
  requirePermission(ctx, "sites.read");
  const { page } = SelfTestQuery.parse(query);
  const site = await withTenant(ctx, (db) => getSiteOrThrow(db, ctx, siteId));
  const url = page ?? `https://${site.domain}/`;
  const reasons = reasonsOf(site, sender, url);
  const { browser, os, device } = readAgent(sender.userAgent);
  const place = placeOf(sender.address);
  const peer = plainAddress(sender.peer);
  const seen = { browser, os, device, ...place, proxy: peer && peer !== sender.address ? peer : null };
  const { visitId } = await findVisitForSubmission(ctx, {
    siteId,
    ip: sender.address,
    userAgent: sender.userAgent,
    at: now(),
  });
  return {
    ...seen,
    summary: summaryOf(seen),
    address: sender.address,
    page: url,
    isCounted: reasons.length === 0,
    reasons: reasons.map((reason) => ({ reason, explanation: EXPLANATIONS[reason] })),
    lastEvent: visitId === null ? null : await withTenant(ctx, (db) => lastEventOf(db, ctx, visitId)),
  };
}

function reasonsOf(site: SiteRow, sender: AskingSender, url: string): SelfTestReason[] {
  const address = readPageAddress(url);
  const verdict = senderVerdict({ userAgent: sender.userAgent, purpose: purposeOf(sender.header) });
  const checks: [SelfTestReason, boolean][] = [
    ["global_privacy_control", sender.header("sec-gpc") === "1"],
    ["do_not_track", sender.header("dnt") === "1"],
    ["host_not_allowed", !address || !isAllowedHost(address.host, hostsOf(site))],
    ["excluded_path", Boolean(address && pathMatcher(site.excludedPaths)?.(address.path))],
    ["excluded_address", parseProxies(site.excludedAddresses).isTrusted(sender.address)],
  ];
  const found = checks.filter(([, isSo]) => isSo).map(([reason]) => reason);
  return verdict === null ? found : [verdict, ...found];
}

const hostsOf = (site: SiteRow): string[] => [site.domain, ...site.allowedHosts].map(bareHost);

/** "We see you as Chrome on macOS, desktop, Berlin, Germany, via proxy 203.0.113.9." */
function summaryOf(
  seen: Pick<SelfTestDto, "browser" | "os" | "device" | "country" | "city" | "proxy">,
): string {
  const parts = [
    [seen.browser || "an unknown browser", seen.os].filter(Boolean).join(" on "),
    seen.device === "other" ? "" : seen.device,
    seen.city,
    seen.country ? countryName(seen.country) : "country unknown",
    seen.proxy === null ? "" : `via proxy ${seen.proxy}`,
  ];
  return `We see you as ${parts.filter(Boolean).join(", ")}.`;
}

function countryName(code: string): string {
  return new Intl.DisplayNames("en", { type: "region", fallback: "code" }).of(code) ?? code;
}

async function lastEventOf(db: TenantDb, ctx: Ctx, visitId: string): Promise<SelfTestDto["lastEvent"]> {
  const visit = await db.visit.findFirst({
    where: { tenantId: ctx.tenantId, id: visitId },
    select: { lastEventAt: true, exitPathId: true },
  });
  if (!visit) return null;
  const path = await db.trackingValue.findFirst({
    where: { tenantId: ctx.tenantId, id: visit.exitPathId },
    select: { value: true },
  });
  return { at: visit.lastEventAt.toISOString(), path: path?.value ?? "" };
}
