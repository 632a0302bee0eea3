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
export { answerForSite, queryReports } from "./reports/query-reports";
export { querySingleReport } from "./reports/query-single-report";
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
export { revokeShareLink } from "./share/revoke-share-link";
export { unlockShare } from "./share/unlock-share";
export { makeIdentifyToken } from "./identify/token";
export { ingestEvents } from "./collect/ingest-events";
export { createSite } from "./sites/create-site";
export { deleteSite } from "./sites/delete-site";
export { excludeAddress } from "./sites/exclude-address";
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
