import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { Code, GuideSection } from "./guide-section";
import { hrefOf } from "./resources";

const inlineLink = "text-accent-text underline underline-offset-2 hover:no-underline";

export function GuideIntroduction({ origin }: { origin: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <h1 className="text-3xl font-semibold tracking-tight">The API</h1>
      <p className="text-lg leading-7 text-text-muted">
        Everything the product&apos;s own pages do, they do through this API, and so can your programs: JSON
        over HTTPS, one set of permissions, the same limits for everyone.
      </p>
      <p>
        The{" "}
        <Link href="/docs/api" className={inlineLink}>
          reference
        </Link>{" "}
        lists every operation. For tools there is{" "}
        <a href="/api/v1/openapi.json" className={inlineLink}>
          openapi.json
        </a>{" "}
        (OpenAPI 3.1). All addresses start with <Code>{origin}/api/v1</Code>.
      </p>
    </div>
  );
}

export function GuideAuthentication({ origin }: { origin: string }) {
  return (
    <GuideSection id="authentication" title="Authentication">
      <p>
        For a program that works by itself, make an API key under Settings, API keys. It is shown once; keep
        it as you keep a password. A key belongs to one workspace and does what its scopes allow.
      </p>
      <CodeBlock
        label="With an API key"
        copyLabel="Copy"
        code={`export API_KEY=ba_…\ncurl "${origin}/api/v1/sites" \\\n  -H "Authorization: Bearer $API_KEY"`}
      />
      <p>
        For a program that acts for a person, log in with their address and password. The access token is a
        JWT signed with ES256 and valid for 15 minutes; its public keys stand at{" "}
        <Code>/api/v1/auth/jwks.json</Code>.
      </p>
      <CodeBlock
        label="Log in"
        copyLabel="Copy"
        code={`curl -X POST "${origin}/api/v1/auth/login" \\\n  -H "Content-Type: application/json" \\\n  -d '{"email":"you@example.com","password":"your password"}'`}
      />
      <CodeBlock
        label="With an access token"
        copyLabel="Copy"
        code={`export ACCESS_TOKEN=eyJ…\ncurl "${origin}/api/v1/me" \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"`}
      />
      <p>
        <Link href={hrefOf("Sign-in", "refreshTokens")} className={inlineLink}>
          Refreshing
        </Link>{" "}
        answers a new access token and a new refresh token. Each refresh token works once: when one is used a
        second time, the whole log-in ends, since somebody may have stolen it. With a second factor, send its{" "}
        <Code>code</Code> along with the password; without it the answer is 401 with the code{" "}
        <Code>second_factor_required</Code>.
      </p>
    </GuideSection>
  );
}

export function GuideWorkspaces({ origin }: { origin: string }) {
  return (
    <GuideSection id="workspaces" title="Workspaces">
      <p>
        Everything belongs to a workspace. An API key and an access token carry theirs. The log-in answers the
        list of a person&apos;s workspaces; to work in another one, refresh with its <Code>tenantId</Code>.
      </p>
      <CodeBlock
        label="A token for another workspace"
        copyLabel="Copy"
        code={`curl -X POST "${origin}/api/v1/auth/refresh" \\\n  -H "Content-Type: application/json" \\\n  -d '{"refreshToken":"'$REFRESH_TOKEN'","tenantId":"'$TENANT_ID'"}'`}
      />
      <p>
        You may name the workspace in <Code>X-Workspace-Id</Code>. When it is not the one of your key or
        token, or you do not belong to it, the answer is 404: what is not yours looks like what does not
        exist.
      </p>
    </GuideSection>
  );
}
