export { disconnectPosthog } from "./connection/disconnect";
export { getPosthogState } from "./connection/get-connection";
export { resumePosthog } from "./connection/resume";
export { savePosthogConnection } from "./connection/save-connection";
export { testPosthogConnection } from "./connection/test-connection";
export { getFlags, isFlagOn } from "./read/get-flags";
export { getVisitReplay } from "./read/get-visit-replay";
export { listInsights } from "./read/list-insights";
