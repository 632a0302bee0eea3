import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { ListedOperation, OpenApiDocument } from "@/lib/http/openapi";

const ROOT = "https://document.example/";

/** What came back, as far as the document speaks of it. */
export interface Received {
  status: number;
  contentType: string;
  /** "" for streams that were not read. */
  text: string;
}

export type Check = (operation: ListedOperation, received: Received) => string | null;

const mediaOf = (contentType: string): string => contentType.split(";")[0]?.trim().toLowerCase() ?? "";
const pointer = (...parts: (string | number)[]): string =>
  parts.map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** Holds answers against the document. @returns a check that says what is wrong, or null */
export function answerCheck(document: OpenApiDocument): Check {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  formats(ajv);
  ajv.addSchema({ ...document, $id: ROOT });
  const validatorOf = (path: string) => ajv.getSchema(`${ROOT}#/${path}`);
  return (operation, { status, contentType, text }) => {
    if (status >= 500) return `${status}: ${text.slice(0, 300)}`;
    const { method, path } = operation;
    const known = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
    if (!known) return `${status} is not declared: ${text.slice(0, 300)}`;
    const refusal = status >= 400;
    const at = refusal
      ? pointer("components", "responses", `Problem${status}`)
      : pointer("paths", path, method.toLowerCase(), "responses", status);
    const response = refusal
      ? document.components.responses[`Problem${status}`]
      : "$ref" in known
        ? undefined
        : known;
    const types = Object.keys(response?.content ?? {});
    if (types.length === 0)
      return text === "" ? null : `${status} should say nothing, but says: ${text.slice(0, 100)}`;
    const type = mediaOf(contentType);
    if (!types.includes(type)) return `${status} came as "${type}", declared is ${types.join(", ")}`;
    if (!type.endsWith("json")) return null;
    const validate = validatorOf(`${at}/${pointer("content", type, "schema")}`);
    if (!validate) return `no schema is found at ${at}`;
    const valid: unknown = validate(JSON.parse(text));
    return valid === true
      ? null
      : `${status} breaks its schema: ${ajv.errorsText(validate.errors)}: ${text.slice(0, 300)}`;
  };
}
