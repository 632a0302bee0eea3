export { findVisitorFacts } from "./find-visitor";
export { forgetEvents, forgetVisits, type Gone, type Note } from "./forget-visits";
export { ensurePartitions, forgetOldSalts } from "./maintenance";
export { purgeSite } from "./purge-site";
export { rollUpAll, rollUpOnce } from "./roll-up";
export { findVisitorEvents } from "./visitor-events";
