// Made by scripts/generate.mjs; do not edit. `node scripts/generate.mjs` makes it anew.
import type { AnyJob, Schedule } from "./define";
import { joinVisitSoon, joinVisitAgain, joinVisitLater, joinVisitLast } from "@/lib/crm/jobs/join-visit";
import { retryEmails } from "@/lib/email/jobs/retry";
import { sendQueuedEmail } from "@/lib/email/jobs/send";
import { sweepOldEmails } from "@/lib/email/jobs/sweep";
import { sweep } from "@/lib/housekeeping/jobs/sweep";
import { notifyOfRequest } from "@/lib/notifications/jobs/request-received";
import { forward } from "@/lib/posthog/jobs/forward";
import { applyRetention } from "@/lib/tracking/jobs/apply-retention";
import { changeImport } from "@/lib/tracking/jobs/change-import";
import { eraseSubject } from "@/lib/tracking/jobs/erase-subject";
import { linkReplays } from "@/lib/tracking/jobs/link-replays";
import { maintainLog } from "@/lib/tracking/jobs/maintain-log";
import { purgeSite } from "@/lib/tracking/jobs/purge-site";
import { readImportFiles } from "@/lib/tracking/jobs/read-import";
import { rebuildSiteDay } from "@/lib/tracking/jobs/rebuild-day";
import { rollup } from "@/lib/tracking/jobs/rollup";
import { sealDays } from "@/lib/tracking/jobs/seal-days";
import { sendDigests } from "@/lib/tracking/jobs/send-digests";
import { sweepReplays } from "@/lib/tracking/jobs/sweep-replays";
import { checkDomains } from "@/lib/workspace/jobs/check-domains";
import { exportWorkspace } from "@/lib/workspace/jobs/export-workspace";
import { purgeClosed } from "@/lib/workspace/jobs/purge-closed";
import { sweepWorkspaceExports } from "@/lib/workspace/jobs/sweep-exports";
import { schedules as schedules0 } from "@/lib/email/schedules";
import { schedules as schedules1 } from "@/lib/housekeeping/schedules";
import { schedules as schedules2 } from "@/lib/posthog/schedules";
import { schedules as schedules3 } from "@/lib/tracking/schedules";
import { schedules as schedules4 } from "@/lib/workspace/schedules";

export const jobs: readonly AnyJob[] = [
  joinVisitSoon,
  joinVisitAgain,
  joinVisitLater,
  joinVisitLast,
  retryEmails,
  sendQueuedEmail,
  sweepOldEmails,
  sweep,
  notifyOfRequest,
  forward,
  applyRetention,
  changeImport,
  eraseSubject,
  linkReplays,
  maintainLog,
  purgeSite,
  readImportFiles,
  rebuildSiteDay,
  rollup,
  sealDays,
  sendDigests,
  sweepReplays,
  checkDomains,
  exportWorkspace,
  purgeClosed,
  sweepWorkspaceExports,
];

export const schedules: readonly Schedule[] = [
  ...schedules0,
  ...schedules1,
  ...schedules2,
  ...schedules3,
  ...schedules4,
];
