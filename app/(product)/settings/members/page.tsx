import { PageHeader } from "@/components/common/page-header";
import { Prefetched } from "@/components/common/prefetched";
import { INVITATIONS_KEY, MEMBERS_KEY } from "@/components/settings/keys";

import { InviteButton } from "@/components/settings/members/invite-button";
import { MembersList } from "@/components/settings/members/members-list";
import { OpenInvitations } from "@/components/settings/members/open-invitations";
import { requirePageSession } from "@/lib/auth/session";
import { listInvitations, listMembers } from "@/lib/workspace";

export const metadata = { title: "Members" };

export default async function MembersPage() {
  const { ctx } = await requirePageSession();
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[
        { key: MEMBERS_KEY, list: {}, load: () => listMembers(ctx) },
        { key: INVITATIONS_KEY, list: {}, load: () => listInvitations(ctx) },
      ]}
    >
      <PageHeader
        title="Members"
        description="Who works in this workspace, and what each of them may do."
        actions={<InviteButton />}
      />
      <MembersList />
      <OpenInvitations />
    </Prefetched>
  );
}
