import { ACCOUNT_KEY } from "@/components/account/keys";
import { ProfileSettings } from "@/components/account/profile-settings";
import { oauthFault, providerName } from "@/components/auth/oauth-faults";
import { PageHeader } from "@/components/common/page-header";
import { Prefetched } from "@/components/common/prefetched";
import { getAccount } from "@/lib/auth";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Profile" };

type Query = Record<"error" | "provider" | "connected", string | string[] | undefined>;
type ProfilePageProps = { searchParams: Promise<Query> };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

export default async function ProfilePage({ searchParams }: ProfilePageProps) {
  const { ctx, user } = await requirePageSession();
  const { error, provider, connected } = await searchParams;
  const fault = oauthFault(one(error), one(provider));
  const done = one(connected);
  const news = fault
    ? { tone: "danger" as const, text: fault }
    : done
      ? {
          tone: "success" as const,
          text: `${providerName(done)} is connected. You can log in with it from now on.`,
        }
      : undefined;
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ACCOUNT_KEY, load: () => getAccount({ userId: user.id }) }]}
    >
      <PageHeader title="Profile" description="You, in every workspace you belong to." />
      <ProfileSettings news={news} />
    </Prefetched>
  );
}
