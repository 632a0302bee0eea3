const KEY_CHARS_MAX = 500;
const SEGMENTS_MAX = 10;
// No dot at the beginning: neither "..", nor hidden files. No "~": the local driver ends its files with it.
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** Whether a text can be a key: up to 10 names of letters, digits, ".", "_" and "-", joined by "/". */
export function isStorageKey(key: string): boolean {
  const segments = key.split("/");
  return (
    key.length <= KEY_CHARS_MAX &&
    segments.length <= SEGMENTS_MAX &&
    segments.every((segment) => SEGMENT.test(segment))
  );
}

/** Keys are made by the product; a wrong one is a fault of ours. @throws Error */
export function assertStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new Error("This is not a storage key: names of [A-Za-z0-9._-] joined by /.");
}
