import { z } from "zod";
import { Prisma } from "./generated/client";

/**
 * Plain JSON of a value for a Json column: dates become ISO text, bigints text, undefined members go.
 * Secrets never get here; verbs pass DTOs.
 */
export function toJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? part.toString() : part,
  );
  return z.json().parse(JSON.parse(text)) ?? Prisma.JsonNull;
}
