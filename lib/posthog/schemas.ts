/** Shapes of the PostHog connection that the browser may import too: zod and types only. */
import { z } from "zod";

/** PostHog's cloud in the US or the EU, or a PostHog on a server of one's own. */
export const PosthogRegion = z.enum(["us", "eu", "own"]);
export type PosthogRegion = z.infer<typeof PosthogRegion>;

const keyText = z
  .string()
  .trim()
  .min(10, "This is too short for a key of PostHog.")
  .max(200)
  .regex(/^[A-Za-z0-9_-]+$/, "A key of PostHog has letters, digits, _ and - only.");

export const SavePosthogInput = z
  .strictObject({
    region: PosthogRegion,
    /** Address of one's own PostHog, e.g. https://posthog.example.com; only with the region `own`. */
    host: z.string().trim().max(500).optional(),
    /** Begins with phc_. Left out: the one that is stored stays. */
    projectKey: keyText
      .refine((key) => !key.startsWith("phx_"), "This is a personal key. The project key begins with phc_.")
      .optional(),
    /** Begins with phx_; for insights and replay links. Left out: the one that is stored stays; null takes it away. */
    personalKey: keyText
      .refine((key) => !key.startsWith("phc_"), "This is the project key. A personal key begins with phx_.")
      .nullable()
      .optional(),
    /** Whether page views and events go to PostHog from now on. */
    forwardsEvents: z.boolean(),
    /** Whether visits are recorded through PostHog after consent. */
    recordsSessions: z.boolean(),
  })
  .refine((input) => input.region !== "own" || Boolean(input.host), {
    path: ["host"],
    message: "Enter the address of your PostHog, such as https://posthog.example.com.",
  });
export type SavePosthogInput = z.input<typeof SavePosthogInput>;

/** What the forwarding is doing. */
export const PosthogStatus = z.enum(["off", "forwarding", "behind", "retrying", "limited", "paused"]);
export type PosthogStatus = z.infer<typeof PosthogStatus>;

export const PosthogConnectionDto = z.object({
  region: PosthogRegion,
  host: z.string(),
  /** The last four characters; a key never leaves the product again. */
  projectKeyEnd: z.string(),
  personalKeyEnd: z.string().nullable(),
  /** The project that the personal key opens. */
  project: z.string().nullable(),
  /** Where the project is at PostHog. */
  projectUrl: z.string(),
  forwardsEvents: z.boolean(),
  recordsSessions: z.boolean(),
  status: PosthogStatus,
  lag: z.object({
    /** Events that wait; null when there are too many to count quickly. */
    events: z.number().int().nonnegative().nullable(),
    /** More wait than `events` says. */
    isMore: z.boolean(),
    /** Time of the oldest one. */
    since: z.iso.datetime().nullable(),
  }),
  forwardedCount: z.number().int().nonnegative(),
  /** Events that PostHog refused for themselves; they are left out. */
  refusedCount: z.number().int().nonnegative(),
  lastForwardedAt: z.iso.datetime().nullable(),
  /** Time of the newest event that PostHog has. */
  lastEventAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.iso.datetime().nullable(),
  /** What to do about the last error. */
  advice: z.string().nullable(),
  /** When it is tried again; null when nothing waits for that. */
  retryAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type PosthogConnectionDto = z.infer<typeof PosthogConnectionDto>;

export const PosthogState = z.object({
  /** null: the workspace is not connected. */
  connection: PosthogConnectionDto.nullable(),
});
export type PosthogState = z.infer<typeof PosthogState>;

export const PosthogCheck = z.object({
  /** What was tried. */
  what: z.enum(["project_key", "personal_key"]),
  isGood: z.boolean(),
  /** A sentence for people. */
  message: z.string(),
});
export type PosthogCheck = z.infer<typeof PosthogCheck>;

export const PosthogTestResult = z.object({ isGood: z.boolean(), checks: z.array(PosthogCheck) });
export type PosthogTestResult = z.infer<typeof PosthogTestResult>;

export const PosthogFlagsQuery = z.object({
  /** Whose flags; without it those of somebody unknown. */
  distinctId: z.string().trim().min(1).max(200).default("anonymous"),
});
export type PosthogFlagsQuery = z.input<typeof PosthogFlagsQuery>;

export const PosthogFlags = z.object({
  distinctId: z.string(),
  /** true, false or the name of the variant; empty when PostHog could not be asked: callers then use their defaults. */
  flags: z.record(z.string(), z.union([z.boolean(), z.string()])),
  /** Why there are none; null when PostHog has answered. */
  problem: z.string().nullable(),
});
export type PosthogFlags = z.infer<typeof PosthogFlags>;

export const PosthogInsightsQuery = z.object({
  /** One insight by its number, with its data. */
  insight: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
});
export type PosthogInsightsQuery = z.input<typeof PosthogInsightsQuery>;

export const PosthogSeries = z.object({
  label: z.string(),
  labels: z.array(z.string()),
  data: z.array(z.number()),
});
export type PosthogSeries = z.infer<typeof PosthogSeries>;

export const PosthogInsight = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  url: z.string(),
  /** Only where one insight is asked for; null where its kind has no series. */
  series: z.array(PosthogSeries).nullable(),
});
export type PosthogInsight = z.infer<typeof PosthogInsight>;

export const PosthogInsights = z.object({
  items: z.array(PosthogInsight),
  /** Why there are none; null when PostHog has answered. */
  problem: z.string().nullable(),
});
export type PosthogInsights = z.infer<typeof PosthogInsights>;

export const PosthogVisitParams = z.object({ visitId: z.uuid() });

export const PosthogReplay = z.object({
  /** Where the visit's recording is at PostHog; null when there is none. */
  url: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  /** Why PostHog could not be asked; null when it has answered. */
  problem: z.string().nullable(),
});
export type PosthogReplay = z.infer<typeof PosthogReplay>;
