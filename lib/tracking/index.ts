export {
  listPageViewIds,
  logEnd,
  type LogEvent,
  type LogLag,
  logLag,
  type LogPosition,
  readLog,
} from "./log";
export { overviewTotals } from "./reports/overview-totals";
export { queryReports } from "./reports/query-reports";
export { querySingleReport } from "./reports/query-single-report";
export { createGoal } from "./goals/create-goal";
export { deleteGoal } from "./goals/delete-goal";
export { listGoals } from "./goals/list-goals";
export { updateGoal } from "./goals/update-goal";
export { createFunnel } from "./funnels/create-funnel";
export { deleteFunnel } from "./funnels/delete-funnel";
export { listFunnels } from "./funnels/list-funnels";
export { updateFunnel } from "./funnels/update-funnel";
export { createSavedView } from "./saved-views/create-saved-view";
export { deleteSavedView } from "./saved-views/delete-saved-view";
export { listSavedViews } from "./saved-views/list-saved-views";
export { updateSavedView } from "./saved-views/update-saved-view";
export { createAnnotation } from "./annotations/create-annotation";
export { deleteAnnotation } from "./annotations/delete-annotation";
export { listAnnotations } from "./annotations/list-annotations";
export { updateAnnotation } from "./annotations/update-annotation";
export { getLive } from "./live/get-live";
export { createDigest } from "./digests/create-digest";
export { deleteDigest } from "./digests/delete-digest";
export { listDigests } from "./digests/list-digests";
export { unsubscribeDigest } from "./digests/unsubscribe";
export { updateDigest } from "./digests/update-digest";
export { getErasure } from "./erasure/get-erasure";
export { listErasures } from "./erasure/list-erasures";
export { requestErasure } from "./erasure/request-erasure";
export { addImportFile } from "./imports/add-import-file";
export { applyImport } from "./imports/apply-import";
export { createImport } from "./imports/create-import";
export { deleteImport } from "./imports/delete-import";
export { getImport } from "./imports/get-import";
export { listImports } from "./imports/list-imports";
export { readImport } from "./imports/read-import";
export { undoImport } from "./imports/undo-import";
export { streamSiteData } from "./raw-export/stream-site-data";
export { createShareLink } from "./share/create-share-link";
export { listShareLinks } from "./share/list-share-links";
export { queryShared } from "./share/query-shared";
export { readSharedSite } from "./share/read-shared-site";
export { readLinkState } from "./share/read-link-state";
export { revokeShareLink } from "./share/revoke-share-link";
export { unlockShare } from "./share/unlock-share";
export { makeIdentifyToken } from "./identify/token";
export { ingestEvents } from "./collect/ingest-events";
export { listRebuilds } from "./rebuilds/list-rebuilds";
export { requestRebuild } from "./rebuilds/request-rebuild";
export { createSite } from "./sites/create-site";
export { deleteSite } from "./sites/delete-site";
export { excludeAddress } from "./sites/exclude-address";
export { explainSender } from "./sites/explain-sender";
export { getSite } from "./sites/get-site";
export { listDrops } from "./sites/list-drops";
export { listSites } from "./sites/list-sites";
export { updateSite } from "./sites/update-site";
export { findVisitForSubmission } from "./visits/find-visit-for-submission";
export { getVisitWithPages } from "./visits/get-visit-with-pages";
export { resolveSubmissionVisit } from "./visits/resolve-submission-visit";
export { siteOfEvent } from "./visits/site-of-event";
export { visitSources } from "./visits/visit-values";
export { type SubmissionTrace, type TraceInput, traceSubmission } from "./visits/trace-submission";
