/** What the script starts with; made by lib/posthog/proxy/remote-config.ts. */
export type ScriptConfig = { token: string; blockSelector: string; remote: object };

/** Whether an answer is such a configuration: without zod, which would be a fifth of a tracker by itself. */
export const isScriptConfig = (value: unknown): value is ScriptConfig =>
  typeof value === "object" &&
  value !== null &&
  "token" in value &&
  "blockSelector" in value &&
  "remote" in value &&
  typeof value.token === "string" &&
  typeof value.blockSelector === "string" &&
  typeof value.remote === "object" &&
  value.remote !== null;
