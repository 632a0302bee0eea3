/** One page of a list that is ordered by id, newest first. The cursor is the last row's id. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Cuts a page out of rows that were read with `take: limit + 1`: the row too many says that there is a further page.
 * @param limit rows a page
 */
export function cutPage<R extends { id: string }, T>(
  rows: readonly R[],
  limit: number,
  toItem: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last ? last.id : null };
}

/** The `where` of everything behind a cursor in a list by id, newest first. */
export const behind = (cursor: string | undefined) => (cursor === undefined ? {} : { id: { lt: cursor } });

/** A person's search text as a pattern part for ILIKE: their % and _ mean themselves. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
