/** Shapes of the test of a website's line: zod only. */
import { z } from "zod";

export const SelfTestQuery = z.object({
  /** Address of the page in question; default: the website's front page. */
  page: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
});
export type SelfTestQuery = z.input<typeof SelfTestQuery>;

export const SelfTestReason = z.enum([
  "bot",
  "preview",
  "prefetch",
  "do_not_track",
  "global_privacy_control",
  "host_not_allowed",
  "excluded_address",
  "excluded_path",
]);
export type SelfTestReason = z.infer<typeof SelfTestReason>;

export const SelfTestDto = z.object({
  /** One sentence: what the collector knows of the asking browser. */
  summary: z.string(),
  /** Each "" where it is not known. */
  browser: z.string(),
  os: z.string(),
  device: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  /** The caller's network address, and that of the proxy in front, if any. Told to the caller only, never stored. */
  address: z.string(),
  proxy: z.string().nullable(),
  page: z.string(),
  isCounted: z.boolean(),
  /** Why this browser's events on that page are left out; empty where they count. */
  reasons: z.array(z.object({ reason: SelfTestReason, explanation: z.string() })),
  /** The last event of this browser's open visit, with the page it was last on. */
  lastEvent: z.object({ at: z.iso.datetime(), path: z.string() }).nullable(),
});
export type SelfTestDto = z.infer<typeof SelfTestDto>;
