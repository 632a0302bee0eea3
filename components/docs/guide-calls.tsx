import { CodeBlock } from "@/components/ui/code-block";
import { Code, GuideSection } from "./guide-section";

const PROBLEM = `HTTP/1.1 422 Unprocessable Content
Content-Type: application/problem+json

{
  "type": "urn:brand-automator:problem:validation_failed",
  "title": "Some fields need attention",
  "status": 422,
  "detail": "email: Enter an e-mail address such as name@example.com",
  "code": "validation_failed",
  "requestId": "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b",
  "invalidParams": [
    { "name": "email", "reason": "Enter an e-mail address such as name@example.com" }
  ]
}`;

export function GuideErrors() {
  return (
    <GuideSection id="errors" title="Errors">
      <p>
        Every refusal is <Code>application/problem+json</Code> (RFC 9457). Programs decide by{" "}
        <Code>code</Code>, which does not change; <Code>detail</Code> is for people. <Code>requestId</Code>{" "}
        finds the request in our log.
      </p>
      <CodeBlock label="A refusal" copyLabel="Copy" code={PROBLEM} />
      <p>
        400: the request could not be read. 401: no credential, or one that has ended. 403: your role does not
        allow it. 404: not there, or not yours. 409: the state of things does not allow it. 413 and 415: body
        too large, or of another type. 422: a field breaks its rules. 429: too many requests. 503: try again
        after <Code>Retry-After</Code> seconds; nothing was stored.
      </p>
    </GuideSection>
  );
}

export type CountedLimit = { whom: string; points: number; windowS: number };

export function GuideLimits({ limits }: { limits: readonly CountedLimit[] }) {
  return (
    <GuideSection id="limits" title="Limits">
      <ul className="rounded-ui border border-border bg-surface-raised">
        {limits.map(({ whom, points, windowS }) => (
          <li
            key={whom}
            className="flex flex-wrap justify-between gap-x-4 border-b border-border px-3 py-2 last:border-0"
          >
            <span>{whom}</span>
            <span className="text-text-muted">
              {points.toLocaleString("en")} requests in {windowS} s
            </span>
          </li>
        ))}
      </ul>
      <p>
        Answers say where you stand: <Code>RateLimit-Limit</Code> is the size of the window,{" "}
        <Code>RateLimit-Remaining</Code> what is left of it, <Code>RateLimit-Reset</Code> the seconds until it
        starts anew. A 429 carries <Code>Retry-After</Code>. Signing in, sending mail and other costly acts
        have narrower limits of their own.
      </p>
    </GuideSection>
  );
}

export function GuideRepeating({ origin }: { origin: string }) {
  return (
    <GuideSection id="repeating" title="Repeating a request">
      <p>
        When a line breaks you cannot know whether a create was done. Send an <Code>Idempotency-Key</Code> of
        your own with every request that answers 201, and repeat it unchanged: for 24 hours the first answer
        comes again, marked <Code>Idempotency-Replayed: true</Code>, and nothing is made twice. The same key
        with another body is 409.
      </p>
      <CodeBlock
        label="A create that may be repeated"
        copyLabel="Copy"
        code={`curl -X POST "${origin}/api/v1/contacts" \\\n  -H "Authorization: Bearer $API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: $(uuidgen)" \\\n  -d '{"email":"ada@example.com","name":"Ada Lovelace"}'`}
      />
    </GuideSection>
  );
}

export function GuidePages({ origin }: { origin: string }) {
  return (
    <GuideSection id="pages" title="Lists and pages">
      <p>
        Lists answer <Code>items</Code>, newest first, and <Code>nextCursor</Code>. While it is not null there
        is more: ask again with it as <Code>cursor</Code>. <Code>limit</Code> sets how many a page, at most
        100.
      </p>
      <CodeBlock
        label="The next page"
        copyLabel="Copy"
        code={`curl "${origin}/api/v1/contacts?limit=50&cursor=$NEXT_CURSOR" \\\n  -H "Authorization: Bearer $API_KEY"`}
      />
    </GuideSection>
  );
}
