import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** A new uuidv7: ordered by time, so that indexes grow at their end. */
export const newId = (): string => v7();

/** A random key for URLs and snippets. @param bytes entropy in bytes; 16 gives 22 characters */
export const newKey = (bytes = 16): string => randomBytes(bytes).toString("base64url");

/** What is stored of a key that only its holder has: SHA-256. With 256 random bits inside, a slow hash would add nothing. */
export const hashKey = (key: string) => createHash("sha256").update(key).digest();

/** Milliseconds since 1970 in the first 48 bits of a uuidv7 (RFC 9562, section 5.7). */
export const idTimeMs = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
