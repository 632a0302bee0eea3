import type { ListedOperation } from "./reading";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const SECRETS = [
  ["apiKey", "$API_KEY"],
  ["accessToken", "$ACCESS_TOKEN"],
] as const;

/**
 * A line for a terminal that calls an operation with its example.
 * @param origin where this copy of the product is served
 */
export function curlOf(origin: string, { method, path, operation, body }: ListedOperation): string {
  const takes = operation.security.flatMap((scheme) => Object.keys(scheme));
  const secret = SECRETS.find(([scheme]) => takes.includes(scheme))?.[1];
  const address = `${origin}${path.replaceAll(/\{(\w+)\}/g, "$$$1")}`;
  const json = body?.types.includes("application/json") ?? false;
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${address}"`,
    ...(secret ? [`-H "Authorization: Bearer ${secret}"`] : []),
    ...(json
      ? ['-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(body?.example, null, 2))}`]
      : []),
    ...(body && !json ? ["--data-binary @file"] : []),
  ].join(" \\\n  ");
}
