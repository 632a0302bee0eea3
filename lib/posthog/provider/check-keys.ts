import { callPosthog, jsonOf } from "./call-posthog";
import { faultOf, PosthogFault } from "./fault";
import { basesOf } from "./hosts";

// A flags request with a key that nobody has is refused; it leaves no person and no event behind.
const TEST_PERSON = "brand-automator-connection-test";

/** Asks PostHog whether it knows a project key. @throws PosthogFault */
export async function checkProjectKey(host: string, projectKey: string): Promise<void> {
  const answer = await callPosthog(`${basesOf(host).ingest}/flags/?v=2`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: projectKey, distinct_id: TEST_PERSON, geoip_disable: true }),
  });
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) throw fault;
  if (!Reflect.has(jsonOf(answer), "flags"))
    throw new PosthogFault("stranger", "Something answers at this address, but not as a PostHog does.");
}

export type KnownProject = { id: string; name: string };

/**
 * Asks which project a personal key opens, and that it is the one of the project key.
 * @throws PosthogFault key, also for keys of two projects
 */
export async function checkPersonalKey(
  host: string,
  projectKey: string,
  personalKey: string,
): Promise<KnownProject> {
  const answer = await callPosthog(`${basesOf(host).app}/api/projects/@current/`, {
    headers: { authorization: `Bearer ${personalKey}` },
  });
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) throw fault;
  const project = jsonOf(answer);
  const [id, name, token]: unknown[] = ["id", "name", "api_token"].map((field): unknown =>
    Reflect.get(project, field),
  );
  if (typeof id !== "number" && typeof id !== "string")
    throw new PosthogFault("stranger", "Something answers at this address, but not as a PostHog does.");
  const known = { id: String(id), name: typeof name === "string" ? name : `project ${id}` };
  if (typeof token === "string" && token !== projectKey)
    throw new PosthogFault(
      "key",
      `The personal key opens "${known.name}", and the project key belongs to another project. Switch to the right project at PostHog, then save again.`,
    );
  return known;
}
