import { joinVisitJobs } from "@/lib/crm/jobs/join-visit";
import { sendQueuedEmail } from "@/lib/email/jobs/send";
import { notifyOfRequest } from "@/lib/notifications/jobs/request-received";
import type { DomainEventType } from "@/lib/outbox";
import { changeImport } from "@/lib/tracking/jobs/change-import";
import { eraseSubject } from "@/lib/tracking/jobs/erase-subject";
import { purgeSite } from "@/lib/tracking/jobs/purge-site";
import { rebuildSiteDay } from "@/lib/tracking/jobs/rebuild-day";
import { readImportFiles } from "@/lib/tracking/jobs/read-import";
import { exportWorkspace } from "@/lib/workspace/jobs/export-workspace";
import type { AnyJob } from "./define";

/** Which jobs an event starts. The payload of each is the event's payload with its tenantId. */
export const subscriptions: Record<DomainEventType, readonly AnyJob[]> = {
  "request.received": [notifyOfRequest, ...joinVisitJobs],
  "site.deleted": [purgeSite],
  "site.rebuild-requested": [rebuildSiteDay],
  "import.uploaded": [readImportFiles],
  "import.decided": [changeImport],
  "erasure.requested": [eraseSubject],
  "email.queued": [sendQueuedEmail],
  "workspace.export-requested": [exportWorkspace],
};
