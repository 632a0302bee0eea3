import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { send, type SandboxService } from "../../service";
import { icon } from "./art";
import { keysFor } from "./keys";
import { layout } from "./layout";
import { findPage } from "./pages/index";
import { script } from "./script";
import { styles } from "./styles";
import type { Visit } from "./visit";

const ASSETS: Readonly<Record<string, { type: string; body: string }>> = {
  "/assets/site.css": { type: "text/css", body: styles },
  "/assets/site.js": { type: "text/javascript", body: script },
  "/assets/icon.svg": { type: "image/svg+xml", body: icon },
};

/** The website of a studio that does not exist, as a customer of Brand Automator would build it. */
export const site: SandboxService = {
  id: "site",
  title: "Juniper Lane, a demo website with tracker and forms",
  page: "/site",
  handle,
};

function handle(request: IncomingMessage, response: ServerResponse, url: URL): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return send(request, response, {
      status: 405,
      type: "text/plain",
      body: "This website is for reading.",
      headers: { Allow: "GET, HEAD" },
    });
  }
  const path = url.pathname.slice("/site".length).replace(/\/+$/, "") || "/";
  const asset = ASSETS[path];
  if (asset) return send(request, response, { ...asset, headers: { "Cache-Control": "no-cache" } });
  const { APP_URL: appUrl, COLLECTOR_URL: collectorUrl } = env();
  const visit: Visit = {
    path,
    hostName: url.hostname,
    appUrl: bare(appUrl),
    collectorUrl: bare(collectorUrl),
    ...keysFor(url.searchParams),
    query: url.searchParams,
    nowMs: Date.now(),
  };
  const page = findPage(visit);
  send(request, response, {
    status: page.status ?? 200,
    type: "text/html",
    body: layout(visit, page).text,
    headers: headersOf(visit),
  });
}

const bare = (url: string): string => url.replace(/\/+$/, "");

function headersOf({ appUrl, collectorUrl }: Visit): Record<string, string> {
  const collector = new URL(collectorUrl).origin;
  const app = new URL(appUrl).origin;
  return {
    "Content-Security-Policy": `default-src 'none'; script-src 'self' ${collector}; style-src 'self'; img-src 'self' data:; connect-src ${collector} ${app}; base-uri 'none'; frame-ancestors 'none'`,
    // The thank-you page of the product links back to the very page that sent the form.
    "Referrer-Policy": "no-referrer-when-downgrade",
  };
}
