const ANY = "*";

/** A pattern with `*` as one for LIKE: `*` means any text, everything else itself. */
export const likePattern = (pattern: string): string =>
  pattern.replaceAll(/[\\%_]/g, (special) => `\\${special}`).replaceAll(ANY, "%");
