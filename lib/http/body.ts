import { badRequest, AppError, tooLarge } from "@/lib/errors";

export const BODY_BYTES_MAX = 100_000;

/**
 * Reads a body up to a bound, whatever Content-Length claims.
 * @throws AppError payload_too_large | bad_request
 */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw badRequest("The body ended before it was complete.");
    });
    if (done) break;
    sizeBytes += value.byteLength;
    if (sizeBytes > bytesMax) {
      await reader.cancel();
      throw tooLarge(bytesMax);
    }
    chunks.push(value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Bytes as UTF-8 text. @throws AppError bad_request */
export function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("The body is not valid UTF-8.");
  }
}

/** @throws AppError bad_request with what a person needs to find the spot */
export function parseJson(text: string): unknown {
  if (text.trim() === "") throw badRequest("The body is empty; send a JSON object.");
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    throw badRequest(`The body is not valid JSON: ${error instanceof Error ? error.message : "unreadable"}.`);
  }
}

/**
 * A body in JSON, or, where allowed, as an HTML form sends it. Repeated form fields become lists; files are refused.
 * @throws AppError bad_request | unsupported_media_type
 */
export async function parseBody(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  format: "json" | "form",
): Promise<unknown> {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isForm = type === "application/x-www-form-urlencoded" || type === "multipart/form-data";
  if (format === "form" && isForm) return fieldsOf(bytes, contentType);
  if (
    type === "" ||
    type === "application/json" ||
    type.endsWith("+json") ||
    (format === "form" && type === "text/plain")
  )
    return parseJson(toText(bytes));
  throw new AppError("unsupported_media_type", "Send the body as application/json.");
}

async function fieldsOf(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Record<string, unknown>> {
  const form = await new Response(bytes, { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw badRequest("The form's body could not be read.");
    });
  const fields = [...new Set(form.keys())].map((name): [string, unknown] => {
    const values = form.getAll(name).filter((value) => typeof value === "string");
    return [name, values.length > 1 ? values : (values[0] ?? "")];
  });
  // fromEntries defines own members, also for a field that is called __proto__.
  return Object.fromEntries(fields);
}
