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

/** Head line of a piece. */
export const HEAD_BYTES_MAX = 8 * 1024;
/** What the receiver takes of one recording: the recorder's own bound and room for what was under way. */
export const STORED_BYTES_MAX = REPLAY_BYTES_MAX + 2 * CHUNK_BYTES_MAX;
export const CHUNKS_MAX = 3_000;
/** A recording that began longer ago takes no pieces any more. */
export const REPLAY_AGE_MAX_MS = 24 * 3_600_000;

/** stopped_reason of a recording that was deleted: its row stays for a day without anything personal, so that pieces still
 * under way do not bring it back. */
export const DELETED = "deleted";
