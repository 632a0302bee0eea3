import type { Readable } from "node:stream";

/** How a browser shall treat a file. fileName is what "Save as" offers. */
export interface ContentDisposition {
  kind: "inline" | "attachment";
  fileName?: string;
}

export interface PutOptions {
  /** Media type, e.g. "image/png". */
  contentType: string;
  /** Most bytes that are taken; more is refused and nothing is kept. */
  sizeBytesMax: number;
}

/** What is known of a stored file without its bytes. */
export interface StoredFile {
  key: string;
  contentType: string;
  sizeBytes: number;
  updatedAt: Date;
  /** Changes with the content; without quotes. */
  etag: string;
}

/** Bytes from start to end, both included, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface SignedUrlOptions {
  /** Seconds until the address stops working. */
  expiresS: number;
  /** Default: attachment without a name. Only images and PDF are ever shown inline. */
  contentDisposition?: ContentDisposition;
  /** Another media type than the stored one. */
  contentType?: string;
}

/** Where files live. Keys are paths of the product's own making, e.g. "exports/<tenantId>/<exportId>.zip". */
export interface StorageDriver {
  /** Stores a file whole or not at all; an older one under the key is replaced in one step. @throws AppError payload_too_large */
  put(key: string, content: Readable | Uint8Array, options: PutOptions): Promise<StoredFile>;
  /** null when there is none. */
  head(key: string): Promise<StoredFile | null>;
  /** null when there is none. The stream must be read or destroyed. */
  get(key: string, range?: ByteRange): Promise<{ file: StoredFile; stream: Readable } | null>;
  /** Removing what is not there is no error. */
  delete(key: string): Promise<void>;
  /** All files whose key begins with the prefix, in the order of their keys. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** An address that opens one file for a while, without sign-in. */
  signedUrl(key: string, options: SignedUrlOptions): Promise<string>;
}
