export { type LogLag, logLag } from "./log-lag";
export { listPageViewIds } from "./page-view-ids";
export { logEnd, readLog } from "./read-log";
export { type LogEvent, type LogPage, type LogPosition } from "./types";
