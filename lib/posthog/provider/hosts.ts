import { env } from "@/lib/env";
import type { PosthogRegion } from "../schemas";

/** Addresses of one PostHog, without a slash at the end. */
export type Bases = {
  /** Takes events, flags and recordings. */
  ingest: string;
  /** Serves what browsers are to be configured with. */
  assets: string;
  /** The private API, and the pages for people. */
  app: string;
};

// posthog.com/docs/api, "Overview": which host serves what.
const CLOUDS: Record<Exclude<PosthogRegion, "own">, Bases> = {
  us: {
    ingest: "https://us.i.posthog.com",
    assets: "https://us-assets.i.posthog.com",
    app: "https://us.posthog.com",
  },
  eu: {
    ingest: "https://eu.i.posthog.com",
    assets: "https://eu-assets.i.posthog.com",
    app: "https://eu.posthog.com",
  },
};

const bare = (url: string): string => url.replace(/\/+$/, "");

/** The address under which a connection is stored. @param own what was typed, for a PostHog of one's own */
export function hostFor(region: PosthogRegion, own: string): string {
  if (region !== "own") return CLOUDS[region].ingest;
  const url = bare(own.trim());
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `https://${url}`;
}

export function regionOf(host: string): PosthogRegion {
  if (host === CLOUDS.us.ingest) return "us";
  return host === CLOUDS.eu.ingest ? "eu" : "own";
}

/** Whom to call for a stored host; POSTHOG_BASE_URL stands in for both clouds. */
export function basesOf(host: string): Bases {
  const region = regionOf(host);
  if (region === "own") return { ingest: host, assets: host, app: host };
  const standIn = env().POSTHOG_BASE_URL;
  if (standIn === undefined) return CLOUDS[region];
  const base = bare(standIn);
  return { ingest: base, assets: base, app: base };
}

/**
 * Whether keys may travel to a typed address: over https, or to a host that the environment names.
 * lib/outbound refuses private addresses on top of that.
 */
export function isSafeHost(host: string): boolean {
  if (!URL.canParse(host)) return false;
  const url = new URL(host);
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return false;
  const isNamed = env().OUTBOUND_ALLOW_HOSTS.some((entry) => [url.hostname, url.host].includes(entry));
  return url.protocol === "https:" || (url.protocol === "http:" && isNamed);
}
