import { z } from "zod";
import { callPosthog, jsonOf } from "../provider/call-posthog";
import { faultOf } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { nowMs } from "@/lib/clock";
import { RecentMap } from "@/lib/recent-map";
import type { RecordedSite } from "./find-site";

const FRESH_MS = 60_000;
const SITES_MAX = 2_000;

/** What of PostHog's own configuration a browser gets: how much is recorded, never what else PostHog could switch on. */
const Remote = z.object({
  sessionRecording: z
    .union([
      z.literal(false),
      z.object({
        recorderVersion: z.string().optional(),
        sampleRate: z.union([z.string(), z.number()]).nullish(),
        minimumDurationMilliseconds: z.number().nullish(),
      }),
    ])
    .catch(false)
    .default(false),
});

/** What public/ph.js starts with. */
export type ScriptConfig = {
  token: string;
  blockSelector: string;
  remote: {
    supportedCompression: string[];
    hasFeatureFlags: false;
    autocapture_opt_out: true;
    /** Without a slash at the end, which Next would redirect away. */
    sessionRecording: false | ({ endpoint: "/s" } & Record<string, unknown>);
  };
};

const known = new RecentMap<string, { atMs: number; config: ScriptConfig }>(SITES_MAX);

/** @throws PosthogFault */
export async function scriptConfigOf(site: RecordedSite): Promise<ScriptConfig> {
  const key = `${site.tenantId} ${site.host} ${site.projectKey} ${site.blockSelector}`;
  const remembered = known.get(key);
  if (remembered && nowMs() - remembered.atMs < FRESH_MS) return remembered.config;
  const answer = await callPosthog(
    `${basesOf(site.host).assets}/array/${encodeURIComponent(site.projectKey)}/config`,
  );
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) throw fault;
  const { sessionRecording } = Remote.parse(jsonOf(answer));
  const config: ScriptConfig = {
    token: site.projectKey,
    blockSelector: site.blockSelector,
    remote: {
      supportedCompression: ["gzip-js"],
      hasFeatureFlags: false,
      autocapture_opt_out: true,
      sessionRecording: sessionRecording === false ? false : { ...sessionRecording, endpoint: "/s" },
    },
  };
  known.set(key, { atMs: nowMs(), config });
  return config;
}
