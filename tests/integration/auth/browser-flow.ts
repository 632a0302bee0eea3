import { authOptions, finishVisit, goTo, readVisit, refuseEarly } from "@/lib/auth";
import { env } from "@/lib/env";
import type { Person } from "../../fixtures/tenants";
// Next's own wrapper reads next/headers, which only a running server has; these are the two halves it is made of.
import { AuthHandler } from "../../../node_modules/next-auth/core/index.js";
import { toResponse } from "../../../node_modules/next-auth/next/utils.js";

/** A browser's share of a sign-in: its cookies, and requests to app/api/auth as that route answers them. */
export class Flow {
  readonly cookies = new Map<string, string>();

  constructor(private readonly peer = "203.0.113.1") {}

  async send(url: string, body?: Record<string, string>): Promise<Response> {
    const request = new Request(new URL(url, env().APP_URL), {
      method: body ? "POST" : "GET",
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "user-agent": "vitest",
        "x-ba-peer": this.peer,
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const visit = await readVisit(request);
    const refused = await refuseEarly(visit, new URL(request.url));
    const response = refused
      ? goTo(refused)
      : await finishVisit(
          visit,
          toResponse(await AuthHandler({ req: request, options: authOptions(visit) })),
        );
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const at = pair.indexOf("=");
    const gone = attributes.some((one) => /^Max-Age=0$/i.test(one) || /^Expires=Thu, 01 Jan 1970/i.test(one));
    if (gone || at === pair.length - 1) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  get session(): string | undefined {
    return this.cookies.get("ba.session");
  }

  /** Presses "Continue with …". @returns the address of the service's page */
  async begin(provider: "google" | "linkedin", callbackUrl = "/dashboard"): Promise<string> {
    const { csrfToken } = (await (await this.send("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await this.send(`/api/auth/signin/${provider}`, { csrfToken, callbackUrl });
    return answer.headers.get("location") ?? "";
  }

  /** Comes back from the service. @returns where the browser is sent next, as a path */
  async comeBack(url: string): Promise<string> {
    const location = (await this.send(url)).headers.get("location") ?? "";
    const to = new URL(location, env().APP_URL);
    return to.origin === new URL(env().APP_URL).origin ? `${to.pathname}${to.search}` : location;
  }
}

/** The browser of somebody who is signed in. */
export function flowOf(person: Person): Flow {
  const flow = new Flow();
  flow.cookies.set("ba.session", decodeURIComponent(person.cookie.slice("ba.session=".length)));
  return flow;
}
