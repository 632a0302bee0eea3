import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { disconnectPosthog, getPosthogState, savePosthogConnection } from "@/lib/posthog";
import { PosthogState, SavePosthogInput } from "@/lib/posthog/schemas";

export const GET = tenantRoute({
  permission: "posthog.read",
  output: PosthogState,
  summary: "Get the connection with PostHog",
  description: "Whether events are forwarded, how many wait, and what went wrong last. Keys are never told.",
  handle: (ctx) => getPosthogState(ctx),
});

export const PUT = tenantRoute({
  permission: "posthog.write",
  input: { body: SavePosthogInput },
  output: PosthogState,
  summary: "Connect with PostHog, or change the connection",
  description:
    "New keys and addresses are tried against PostHog first; what PostHog does not accept is refused with its own words.",
  handle: (ctx, { body }) => savePosthogConnection(ctx, body),
});

export const DELETE = tenantRoute({
  permission: "posthog.write",
  output: z.void(),
  status: 204,
  errors: ["not_found"],
  summary: "Disconnect from PostHog",
  handle: (ctx) => disconnectPosthog(ctx),
});
