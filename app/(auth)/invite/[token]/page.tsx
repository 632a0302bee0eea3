import { PASSWORD_CHARS_MIN } from "@/lib/auth/schemas";
import { readSignedInPerson } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { previewInvitation } from "@/lib/workspace";
import { InvitationTokenParams } from "@/lib/workspace/schemas";
import { Invitation } from "@/components/workspace/invitation";
import { InvitationOver } from "@/components/workspace/invitation-over";

export const metadata = { title: "Invitation", robots: { index: false } };

/** The invitation of a link; null for a link that is none of ours. */
async function find(token: string) {
  const params = InvitationTokenParams.safeParse({ token });
  if (!params.success) return null;
  try {
    return await previewInvitation(params.data.token);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, person] = await Promise.all([find(token), readSignedInPerson()]);
  if (invitation?.status !== "open")
    return <InvitationOver invitation={invitation} signedIn={person !== null} />;
  return (
    <Invitation
      token={token}
      invitation={invitation}
      signedInAs={person?.email ?? null}
      passwordCharsMin={PASSWORD_CHARS_MIN}
    />
  );
}
