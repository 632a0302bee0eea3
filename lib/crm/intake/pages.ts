import { createHash } from "node:crypto";
import type { InvalidParam } from "@/lib/errors";

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.5rem;line-height:1.25}a{color:inherit}small{opacity:.7}`;

// The page carries its own policy: nothing but this one style is allowed, whatever the text on it says.
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;

const MARKS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? "");

interface Page {
  status: number;
  title: string;
  /** HTML whose texts are escaped. */
  content: string;
  backUrl: string | null;
  headers?: Record<string, string>;
}

function page({ status, title, content, backUrl, headers }: Page): Response {
  const back = backUrl === null ? "" : `<p><a href="${escapeHtml(backUrl)}">Back to the page</a></p>`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${content}${back}</main></body></html>
`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** Where the person came from, for a link back: only a web page, never another scheme. */
export function backUrlOf(headers: Headers): string | null {
  const referer = headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** What a person sees after sending, unless the form names a page of the website. */
export const thankYouPage = (backUrl: string | null): Response =>
  page({
    status: 200,
    title: "Thank you",
    content: "<p>Your request has arrived. You will hear from us.</p>",
    backUrl,
  });

/** What a person sees when the form was not taken: which entries to change, or when to try again. */
export function refusalPage(refusal: {
  status: number;
  title: string;
  detail: string;
  invalidParams: readonly InvalidParam[] | undefined;
  headers: Record<string, string>;
  requestId: string;
  backUrl: string | null;
}): Response {
  const { status, title, invalidParams, headers, backUrl } = refusal;
  const entries = (invalidParams ?? []).map(
    ({ name, reason }) => `<li><strong>${escapeHtml(labelOf(name))}</strong>: ${escapeHtml(reason)}</li>`,
  );
  const content =
    entries.length > 0
      ? `<div role="alert"><p>Nothing was sent yet. Please go back and change:</p><ul>${entries.join("")}</ul></div>`
      : `<div role="alert"><p>${escapeHtml(refusal.detail)}</p></div><p><small>Reference: ${escapeHtml(refusal.requestId)}</small></p>`;
  return page({ status, title, content, backUrl, headers });
}

const LABELS: Record<string, string> = { email: "E-mail", budgetRange: "Budget", details: "Project details" };

function labelOf(name: string): string {
  const field = name.split(".")[0] ?? name;
  return LABELS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}
