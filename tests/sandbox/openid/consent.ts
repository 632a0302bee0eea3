import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { isOwnOrNoPage } from "../control/guard";
import { html } from "../html";
import { page, pageHeaders } from "../page";
import { redirect, send } from "../service";
import { choicePage } from "./consent-page";
import type { People, Person } from "./people";

/** An authorization request that is in order, so that the person can be asked. */
export type Asking = {
  provider: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | null;
  /** The request as it came; it stays in the address while the form is answered. */
  params: URLSearchParams;
};

/** What became of an authorization request: a page that says what is wrong, a way back, or the question. */
export type Checked =
  | { kind: "fault"; status: number; error: string; text: string }
  | { kind: "back"; location: string }
  | { kind: "ask"; asking: Asking };

/** The way back to the application; absent parameters are left out. */
export function backTo(redirectUri: string, params: Readonly<Record<string, string | null>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(params)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** An error page: nothing goes back to an address that nobody has checked. */
export function faultPage(
  request: IncomingMessage,
  response: ServerResponse,
  { provider, status, error, text }: { provider: string; status: number; error: string; text: string },
): void {
  const body = page(
    "Access blocked",
    html`<main class="slim">
      <h1>Access blocked</h1>
      <p>${text}</p>
      <p class="soft">Error ${status}: <code>${error}</code></p>
      <p class="banner">Sandbox of Brand Automator, not ${provider}.</p>
    </main>`,
  );
  send(request, response, { status, type: "text/html", body, headers: pageHeaders() });
}

type Answer = { decision: "deny" } | { decision: "allow"; person: Person };

/** What the person chose; a sentence when the form cannot be read. */
function readAnswer(form: URLSearchParams, people: People): Answer | string {
  if (form.get("decision") === "deny") return { decision: "deny" };
  const choice = form.get("person") ?? "";
  if (choice !== "other") {
    const person = people.findBySub(choice);
    return person ? { decision: "allow", person } : "Choose who you are.";
  }
  const email = form.get("email")?.trim() ?? "";
  // A known address alone means whoever has it, with everything that is known of them.
  const known = people.findByEmail(email);
  if (known && !form.get("name")?.trim() && !form.get("unverified") && !form.get("sub"))
    return { decision: "allow", person: known };
  try {
    const person = people.make({
      email,
      name: form.get("name")?.trim() || undefined,
      emailVerified: form.get("unverified") === null,
      sub: form.get("sub") || undefined,
    });
    return { decision: "allow", person };
  } catch (error) {
    if (error instanceof z.ZodError) return "Type an e-mail address.";
    throw error;
  }
}

/**
 * Asks the person, or takes the answer.
 * @param decide makes the address to which the browser goes on
 */
export function consent(
  http: { request: IncomingMessage; response: ServerResponse; form: URLSearchParams },
  asking: Asking,
  people: People,
  decide: (answer: Answer) => string,
): void {
  const { request, response, form } = http;
  let message: string | null = null;
  if (request.method === "POST") {
    if (!isOwnOrNoPage(request)) {
      const text = "Only this page may answer for you.";
      return faultPage(request, response, {
        provider: asking.provider,
        status: 403,
        error: "cross_site",
        text,
      });
    }
    const answer = readAnswer(form, people);
    if (typeof answer !== "string") return redirect(response, decide(answer));
    message = answer;
  }
  send(request, response, {
    status: message === null ? 200 : 400,
    type: "text/html",
    body: choicePage(asking, people.list(), message),
    headers: pageHeaders([new URL(asking.redirectUri).origin]),
  });
}
