import type { BadgeTone } from "@/components/ui/badge";
import { countOf } from "@/components/lib/format";
import type { PosthogConnectionDto, PosthogStatus } from "@/lib/posthog/schemas";

/** What the forwarding is doing, in words. */
export const STATUS: Record<PosthogStatus, { tone: BadgeTone; label: string; about: string }> = {
  off: { tone: "neutral", label: "Off", about: "Nothing is forwarded." },
  forwarding: { tone: "success", label: "Forwarding", about: "Events reach PostHog within seconds." },
  behind: { tone: "accent", label: "Catching up", about: "What has waited is being sent, oldest first." },
  retrying: {
    tone: "warning",
    label: "Trying again",
    about: "PostHog did not take the last events. They wait.",
  },
  limited: {
    tone: "warning",
    label: "Limit reached",
    about: "PostHog takes no more events for now. They wait.",
  },
  paused: {
    tone: "danger",
    label: "Paused",
    about: "PostHog refuses the key. Events wait until this is mended.",
  },
};

/** "12 events", "More than 10,000 events", "Too many to count". */
export function waitingWords({ lag }: PosthogConnectionDto): string {
  if (lag.events === null) return "Too many to count quickly";
  if (lag.isMore) return `More than ${countOf(lag.events, "event")}`;
  return lag.events === 0 ? "None" : countOf(lag.events, "event");
}

export const countWords = (count: number): string => countOf(count, "event");
