/** Bounds that recorder and receiver share, and words on the wire. No imports: the recorder carries this file too. */

/** One piece on the wire without its head line, compressed or plain. */
export const CHUNK_BYTES_MAX = 512 * 1024;
/** The same unpacked: what a piece may become in memory. */
export const CHUNK_RAW_BYTES_MAX = 4 * 1024 * 1024;
/** All pieces of a recording; the recorder stops there. */
export const REPLAY_BYTES_MAX = 2 * 1024 * 1024;
/** Nodes of a page that is still recorded. */
export const SNAPSHOT_NODES_MAX = 10_000;

/** Why the recorder ended a recording by itself. */
export const STOP_REASONS = ["too_many_nodes", "too_busy", "too_long", "too_large", "offline"] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Set in an answer when nothing more of this recording will be taken. */
export const STOP_HEADER = "Ba-Replay";

/** Tag of the custom event that says on which page the visitor is. */
export const PAGE_TAG = "page";
