import { z } from "zod";

export const PAGE_ROWS_MAX = 100;

/** Query of every list: an opaque cursor (the last row's id) and how many rows. */
export const ListQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(25),
});

/** Answer of every list. nextCursor is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
