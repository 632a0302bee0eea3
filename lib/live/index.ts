export type { LiveEvent } from "./event";
export { subscribeLive } from "./hub";
export { publishLive } from "./publish";
export { closeLive, liveStream } from "./stream";
