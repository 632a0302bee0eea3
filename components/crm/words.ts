import type { BadgeTone } from "@/components/ui/badge";
import type { RequestKind, RequestStatus } from "@/lib/crm/schemas";

export const KIND_WORDS: Record<RequestKind, string> = { contact: "Contact", project_scope: "Project scope" };
export const STATUS_WORDS: Record<RequestStatus, string> = {
  new: "New",
  open: "Open",
  done: "Done",
  spam: "Spam",
};
export const STATUS_TONES: Record<RequestStatus, BadgeTone> = {
  new: "accent",
  open: "warning",
  done: "success",
  spam: "neutral",
};

const isKind = (text: string): text is RequestKind => text in KIND_WORDS;
const isStatus = (text: string): text is RequestStatus => text in STATUS_WORDS;

/** The kinds and states in the order in which they are offered. */
export const KINDS: readonly RequestKind[] = Object.keys(KIND_WORDS).filter(isKind);
export const STATUSES: readonly RequestStatus[] = Object.keys(STATUS_WORDS).filter(isStatus);

/** What a URL or a control names; undefined for anything else. */
export const kindOf = (text: string | null): RequestKind | undefined => KINDS.find((kind) => kind === text);
export const statusOf = (text: string | null): RequestStatus | undefined =>
  STATUSES.find((status) => status === text);
