/**
 * Texts of Postgres arrays, put together here: the driver looks at each element for quoting, which costs more than
 * everything else that a batch of thousands of rows does.
 */

/** An array of what needs no quoting: numbers, uuids, dates. null becomes NULL. */
export const plainArray = (items: readonly (string | number | boolean | null)[]): string =>
  `{${items.map((item) => (item === null ? "NULL" : item)).join(",")}}`;

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** An array of any texts. */
export const textArray = (items: readonly (string | null)[]): string =>
  `{${items.map((item) => (item === null ? "NULL" : quoted(item))).join(",")}}`;

/** An array of lists of integers, each the text of an array itself. */
export const listArray = (lists: readonly (readonly number[])[]): string =>
  `{${lists.map((list) => `"{${list.join(",")}}"`).join(",")}}`;
