"use client";

import { useState } from "react";
import { AuthHeading } from "@/components/auth/auth-heading";
import { messageOf } from "@/components/common/api-error";
import { forgetWorkspace } from "@/components/common/workspace-store";
import { Button, buttonClass } from "@/components/ui/button";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { ROLE_WORDS } from "@/components/settings/roles";
import type { InvitationPreview } from "@/lib/workspace/schemas";
import { InvitedRegisterForm } from "./invited-register-form";
import { joinWorkspace } from "./join";

export type InvitationProps = {
  token: string;
  invitation: InvitationPreview;
  /** Address of whoever is signed in at this browser. */
  signedInAs: string | null;
  passwordCharsMin: number;
};

/** An open invitation: what one joins, and the step that is next for whoever looks. */
export function Invitation({ token, invitation, signedInAs, passwordCharsMin }: InvitationProps) {
  const { workspaceName, inviterName, email, role, expiresAt } = invitation;
  const isRight = signedInAs === email;
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title={`Join ${workspaceName}`}>
        {`${inviterName} invites you to work together in Brand Automator.`}
      </AuthHeading>
      <DescriptionList
        items={[
          { term: "Your role", detail: `${ROLE_WORDS[role].label}. ${ROLE_WORDS[role].about}` },
          { term: "For", detail: email },
          { term: "Open until", detail: <RelativeTime iso={expiresAt} /> },
        ]}
      />
      {isRight ? <JoinButton token={token} workspaceName={workspaceName} /> : null}
      {signedInAs && !isRight ? <SwitchPerson email={email} signedInAs={signedInAs} /> : null}
      {!signedInAs && invitation.hasAccount ? (
        <a href={`/auth/login?next=${encodeURIComponent(`/invite/${token}`)}`} className={buttonClass()}>
          Log in to join
        </a>
      ) : null}
      {!signedInAs && !invitation.hasAccount ? (
        <InvitedRegisterForm token={token} email={email} passwordCharsMin={passwordCharsMin} />
      ) : null}
    </div>
  );
}

function JoinButton({ token, workspaceName }: { token: string; workspaceName: string }) {
  const [state, setState] = useState<{ pending: boolean; fault?: string }>({ pending: false });
  const join = () => {
    setState({ pending: true });
    joinWorkspace(token).catch((error: unknown) => setState({ pending: false, fault: messageOf(error) }));
  };
  return (
    <div className="flex flex-col gap-3">
      <Button pending={state.pending} onClick={join}>{`Join ${workspaceName}`}</Button>
      {state.fault ? (
        <p role="alert" className="text-danger">
          {state.fault}
        </p>
      ) : null}
    </div>
  );
}

function SwitchPerson({ email, signedInAs }: { email: string; signedInAs: string }) {
  const [state, setState] = useState<{ pending: boolean; fault?: string }>({ pending: false });
  const leave = async () => {
    setState({ pending: true });
    try {
      const { signOut } = await import("next-auth/react");
      await signOut({ redirect: false });
      forgetWorkspace();
      window.location.reload();
    } catch {
      setState({
        pending: false,
        fault: "The server cannot be reached. Check your connection and try again.",
      });
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <p>
        {`This invitation is for ${email}, and you are logged in as ${signedInAs}. Log out to go on as ${email}, or ask for an invitation to your own address.`}
      </p>
      <Button pending={state.pending} onClick={() => void leave()}>
        {`Log out and go on as ${email}`}
      </Button>
      {state.fault ? (
        <p role="alert" className="text-danger">
          {state.fault}
        </p>
      ) : null}
    </div>
  );
}
