/** Shapes of erasures: somebody is forgotten, with a receipt. */
import { z } from "zod";
import { PageQuery } from "@/lib/paging/schemas";

const count = z.int().nonnegative();

/** What went. It says how much and when, not who it was. */
export const ErasureReceipt = z.object({
  /** Rows of the event log. */
  events: count,
  visits: count,
  /** Visitors who had agreed to be recognised. */
  visitors: count,
  recordings: count,
  /** Requests that stay, without the visit that they came from. */
  requestsUnlinked: count,
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

export const ErasureDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  subject: z.enum(["visitor", "contact"]),
  /** SHA-256 of what was named, in hex: whoever knows it can prove that it was this one. */
  subjectHash: z.string(),
  status: z.enum(["queued", "running", "done", "failed"]),
  receipt: ErasureReceipt.nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
});
export type ErasureDto = z.infer<typeof ErasureDto>;

export const ErasureList = z.object({ items: z.array(ErasureDto), nextCursor: z.string().nullable() });
export type ErasureList = z.infer<typeof ErasureList>;

export const ListErasuresQuery = PageQuery;
export type ListErasuresQuery = z.input<typeof ListErasuresQuery>;

export const RequestErasureInput = z
  .strictObject({
    /** A visit of whoever is to be forgotten. */
    visitId: z.uuid().optional(),
    /** The value of their cookie ba_v. */
    cookie: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{22}$/, "This is no value of the cookie ba_v")
      .optional(),
    contactId: z.uuid().optional(),
  })
  .refine(
    (input) => Object.values(input).filter((value) => value !== undefined).length === 1,
    "Name a visit, a cookie or a contact: one of them",
  );
export type RequestErasureInput = z.infer<typeof RequestErasureInput>;

export const ErasureParams = z.object({ siteId: z.uuid(), erasureId: z.uuid() });
