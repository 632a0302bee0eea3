import { z } from "zod";
import { PageQuery } from "@/lib/paging/schemas";

export const KEY_NAME_CHARS_MAX = 80;
const KEYS_RATE_PER_MIN_MAX = 6_000;

/** What the list shows of a key; the key itself is shown once, when it is made. */
export const ApiKeyDto = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ example: "ba_Qm7xT2aB" }),
    scopes: z.array(z.string()).meta({ example: ["requests.read"] }),
    createdBy: z.object({ id: z.uuid(), name: z.string() }),
    ratePerMin: z.int().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyDto = z.infer<typeof ApiKeyDto>;

export const NewApiKeyDto = ApiKeyDto.extend({
  key: z.string().meta({ description: "The key itself. It is shown this once and cannot be read again." }),
}).meta({ id: "NewApiKey" });
export type NewApiKeyDto = z.infer<typeof NewApiKeyDto>;

export const ListApiKeysQuery = PageQuery;
export type ListApiKeysQuery = z.input<typeof ListApiKeysQuery>;

export const ApiKeyList = z.object({ items: z.array(ApiKeyDto), nextCursor: z.string().nullable() });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

export const ApiKeyParams = z.object({ keyId: z.uuid() });

export const CreateApiKeyInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the key a name, so that you know later what it is for.")
    .max(KEY_NAME_CHARS_MAX, `Use at most ${KEY_NAME_CHARS_MAX} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Use one line without control characters."),
  scopes: z
    .array(z.string().max(64))
    .min(1, "Choose at least one permission.")
    .max(64)
    .meta({
      example: ["requests.read"],
      description: "Permissions of the table at /docs that a key can hold.",
    }),
  expiresAt: z.iso
    .datetime({ error: "Give the end as an ISO 8601 time in UTC, e.g. 2027-01-31T00:00:00Z." })
    .optional(),
  ratePerMin: z.int().min(1).max(KEYS_RATE_PER_MIN_MAX).optional(),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;
