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
