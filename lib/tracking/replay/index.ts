export { deleteReplay, deleteReplaysOfSite, deleteReplaysOfVisitor } from "./delete-replays";
export { getReplay } from "./get-replay";
export { listReplays, replaysOfVisit } from "./list-replays";
export { type ChunkFile, readChunkFile } from "./read-chunk-file";
