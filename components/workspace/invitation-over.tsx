import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import type { InvitationPreview } from "@/lib/workspace/schemas";

type OverProps = { invitation: InvitationPreview | null; signedIn: boolean };

function words(invitation: InvitationPreview | null): { title: string; text: string } {
  if (!invitation)
    return {
      title: "This link is not known",
      text: "Check that the whole link was copied from the message. A newer invitation ends the links of older ones.",
    };
  const { inviterName, workspaceName } = invitation;
  switch (invitation.status) {
    case "accepted":
      return {
        title: "This invitation was used already",
        text: `If you joined ${workspaceName} with it, log in. Otherwise ask ${inviterName} for a new one.`,
      };
    case "expired":
      return {
        title: "This invitation has run out",
        text: `Invitations work for seven days. Ask ${inviterName} to send it again.`,
      };
    case "closed":
      return {
        title: "This workspace is being deleted",
        text: `Ask ${inviterName} whether ${workspaceName} will be restored.`,
      };
    case "revoked":
    case "open":
      return {
        title: "This invitation was withdrawn",
        text: `Ask ${inviterName} for a new one if that is a mistake.`,
      };
  }
}

/** A link that opens nothing any more: why, and what to do. */
export function InvitationOver({ invitation, signedIn }: OverProps) {
  const { title, text } = words(invitation);
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title={title}>{text}</AuthHeading>
      <p>
        {signedIn ? (
          <AuthLink href="/dashboard">Open the product</AuthLink>
        ) : (
          <AuthLink href="/auth/login">Log in</AuthLink>
        )}
      </p>
    </div>
  );
}
