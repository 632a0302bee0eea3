export { findVisitorFacts } from "./find-visitor";
export { forgetEvents, forgetVisits, type Gone, type Note } from "./forget-visits";
export { ensurePartitions, forgetOldSalts } from "./maintenance";
export { purgeSite } from "./purge-site";
export { failRebuild, runRebuild } from "./rebuild/run-rebuild";
export { applyRetention } from "./retention";
export { rollUpAll, rollUpOnce } from "./roll-up";
export { findVisitorEvents } from "./visitor-events";
