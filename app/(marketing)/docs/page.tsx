import type { Metadata } from "next";
import { GuideAuthentication, GuideIntroduction, GuideWorkspaces } from "@/components/docs/guide-start";
import { GuideErrors, GuideLimits, GuidePages, GuideRepeating } from "@/components/docs/guide-calls";
import { PermissionTable } from "@/components/docs/permission-table";
import { GuideSection } from "@/components/docs/guide-section";
import { apiDocument } from "@/lib/http/openapi";
import { LIMITS } from "@/lib/rate-limit/limits";
import { isPermission, keyCanHold, PERMISSIONS, ROLES } from "@/lib/tenancy/permissions";

export const metadata: Metadata = {
  title: "API",
  description: "How programs use Brand Automator: tokens, keys, workspaces, errors, limits and permissions.",
};

const COUNTED = [
  { whom: "A person at the product's own pages", limit: LIMITS.session },
  { whom: "A person with access tokens", limit: LIMITS.user },
  { whom: "An API key (unless it has a limit of its own)", limit: LIMITS.key },
  { whom: "A workspace as a whole", limit: LIMITS.workspace },
  { whom: "An address without credentials", limit: LIMITS.anon },
];

export default function DocsPage() {
  const origin = apiDocument().servers?.[0]?.url ?? "";
  const limits = COUNTED.map(({ whom, limit }) => ({ whom, ...limit() }));
  const rows = Object.keys(PERMISSIONS)
    .filter(isPermission)
    .map((permission) => ({ permission, roles: PERMISSIONS[permission], key: keyCanHold(permission) }));
  return (
    <div className="flex flex-col gap-12">
      <GuideIntroduction origin={origin} />
      <GuideAuthentication origin={origin} />
      <GuideWorkspaces origin={origin} />
      <GuideErrors />
      <GuideLimits limits={limits} />
      <GuideRepeating origin={origin} />
      <GuidePages origin={origin} />
      <GuideSection id="permissions" title="Permissions">
        <p>
          Each operation names the permission it needs. A member has those of their role. An API key has what
          its scopes and its maker&apos;s role both allow; what is not marked in the last column only a person
          can do.
        </p>
        <PermissionTable roles={ROLES} rows={rows} />
      </GuideSection>
    </div>
  );
}
