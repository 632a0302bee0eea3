import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isHostAmong } from "../hosts";
import type { IntakeForm } from "./find-form";

/** The page that a browser says it sends from: its host, "hidden" when it will not say, null when no browser says anything. */
function pageHost(headers: Headers): string | null {
  for (const value of [headers.get("origin"), headers.get("referer")]) {
    if (value !== null && URL.canParse(value)) return new URL(value).hostname;
  }
  return headers.has("origin") ? "hidden" : null;
}

/**
 * Whether a page may send to a form: the form's own list, else the hosts of its site, else every page. Keeps other people's
 * pages from using the form; a program can claim any host, the limits and traps are for those.
 * A browser hides its page's host under `Referrer-Policy: no-referrer` (many websites set it), so hidden is refused only
 * where the owner has listed hosts on the form itself.
 * @throws AppError forbidden
 */
export function checkPage(headers: Headers, form: IntakeForm): void {
  const host = pageHost(headers);
  const ownHosts = form.allowedHosts;
  const hosts = ownHosts.length > 0 || !form.site ? ownHosts : [form.site.domain, ...form.site.allowedHosts];
  if (hosts.length === 0 || host === null) return;
  if (host === "hidden" && ownHosts.length === 0) return;
  if (isHostAmong(host, [...hosts, new URL(env().APP_URL).hostname])) return;
  throw new AppError("forbidden", "This form does not take requests from the page that sent this one.");
}
