import { z } from "zod";

export const PAGE_LIMIT_MAX = 100;

/** Query of a list: where to go on, and how many rows a page. */
export const PageQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(25),
});
