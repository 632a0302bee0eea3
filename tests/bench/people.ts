import pg from "pg";
import { newId } from "@/lib/ids";

/** A signed-in person, for benches and end-to-end tests that speak HTTP without a browser. */
export interface Person {
  cookie: string;
  /** Sends a request as this person, in one workspace. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

const cookiesOf = (response: Response): string[] =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

/** Signs in through next-auth, as the log-in form does. @throws Error when it is refused */
export async function signIn(webUrl: string, email: string, password: string): Promise<string> {
  const asked = await fetch(`${webUrl}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const response = await fetch(`${webUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      cookie: cookiesOf(asked).join("; "),
      origin: webUrl,
    },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
  });
  const session = cookiesOf(response).find((cookie) => cookie.includes("ba.session"));
  if (!session)
    throw new Error(`Signing in as ${email} answered ${response.status}: ${await response.text()}`);
  return session;
}

/** A person who is signed in and works in the given workspace (default: their own). */
export async function person(
  webUrl: string,
  email: string,
  password: string,
  workspaceId?: string,
): Promise<Person> {
  const cookie = await signIn(webUrl, email, password);
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${webUrl}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin: webUrl,
        ...(workspaceId ? { "x-workspace-id": workspaceId } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { cookie, call };
}

interface Team {
  webUrl: string;
  databaseUrl: string;
  workspaceId: string;
  size: number;
}

/** Registers people and makes them viewers of one workspace. */
export async function makeTeam({ webUrl, databaseUrl, workspaceId, size }: Team): Promise<Person[]> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const people: Person[] = [];
  try {
    for (let n = 0; n < size; n += 1) {
      const email = `bench-${newId()}@people.example`;
      const password = newId();
      await fetch(`${webUrl}/api/v1/auth/register`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password }),
      });
      const joined = await person(webUrl, email, password, workspaceId);
      const { user } = (await (await (await person(webUrl, email, password)).call("GET", "/me")).json()) as {
        user: { id: string };
      };
      await database.query("BEGIN");
      await database.query("SELECT set_config('app.tenant_id', $1, true)", [workspaceId]);
      await database.query(
        "INSERT INTO memberships (id, tenant_id, user_id, role) VALUES ($1, $2, $3, 'viewer')",
        [newId(), workspaceId, user.id],
      );
      await database.query("COMMIT");
      people.push(joined);
    }
  } finally {
    await database.end();
  }
  return people;
}
