"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { MemberDto } from "@/lib/workspace/schemas";
import { INVITATIONS_KEY, MEMBERS_KEY } from "../keys";
import { ROLE_WORDS, roleOf, roleOptions } from "../roles";
import { memberShape } from "../shapes";

export type MemberWindowProps = { member: MemberDto; onClose: () => void };

type Act = "manage" | "remove" | "transfer" | "leave";

/** What can be done about a member: role, deactivation, removal, handing over; for oneself: leaving. */
export function MemberWindow({ member, onClose }: MemberWindowProps) {
  const [act, setAct] = useState<Act>("manage");
  const { user } = useWorkspace();
  const isSelf = member.userId === user.id;
  if (act === "transfer") return <TransferConfirm member={member} onClose={onClose} />;
  if (act === "remove" || act === "leave")
    return <RemoveConfirm member={member} leaves={act === "leave"} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={member.name}
      description={isSelf ? `${member.email}: this is you.` : member.email}
    >
      <div className="flex flex-col gap-6">
        <RoleForm member={member} onDone={onClose} />
        <MemberActs member={member} isSelf={isSelf} onAct={setAct} onDone={onClose} />
      </div>
    </Dialog>
  );
}

function useChange(member: MemberDto, done: (said: string) => void) {
  const { workspace } = useWorkspace();
  const router = useRouter();
  const { user } = useWorkspace();
  return useApiMutation({
    method: "patch",
    path: `/tenants/${workspace.id}/users/${member.userId}`,
    shape: memberShape,
    stale: [MEMBERS_KEY, INVITATIONS_KEY],
    onSuccess: (after) => {
      done(after.role === member.role ? (after.isActive ? "activated" : "deactivated") : "changed");
      // One's own role decides what the whole product offers.
      if (member.userId === user.id) router.refresh();
    },
  });
}

function RoleForm({ member, onDone }: { member: MemberDto; onDone: () => void }) {
  const { can } = useWorkspace();
  const [role, setRole] = useState(member.role);
  const save = useChange(member, () => {
    toast.success(`${member.name} is ${ROLE_WORDS[role].label.toLowerCase()} now.`);
    onDone();
  });
  if (!can("members.write")) return <p>{`Your role is ${ROLE_WORDS[member.role].label.toLowerCase()}.`}</p>;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ role });
      }}
    >
      <Field
        label="Role"
        help={ROLE_WORDS[role].about}
        error={save.error ? messageOf(save.error) : undefined}
      >
        {(aria) => (
          <Select
            {...aria}
            options={roleOptions(can("owners.write"))}
            value={role}
            onChange={(event) => setRole(roleOf(event.target.value) ?? role)}
          />
        )}
      </Field>
      <Button type="submit" className="self-start" disabled={role === member.role} pending={save.isPending}>
        Save the role
      </Button>
    </form>
  );
}

type ActsProps = { member: MemberDto; isSelf: boolean; onAct: (act: Act) => void; onDone: () => void };

function MemberActs({ member, isSelf, onAct, onDone }: ActsProps) {
  const { can } = useWorkspace();
  const change = useChange(member, (said) => {
    toast.success(`${member.name} is ${said}.`);
    onDone();
  });
  if (isSelf)
    return (
      <div className="flex flex-col gap-2 border-t border-border pt-4">
        <p className="text-text-muted">You lose access to this workspace at once.</p>
        <Button variant="secondary" className="self-start" onClick={() => onAct("leave")}>
          Leave the workspace…
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-3 border-t border-border pt-4">
      {change.error ? (
        <p role="alert" className="text-danger">
          {messageOf(change.error)}
        </p>
      ) : null}
      <p className="text-text-muted">
        {member.isActive
          ? "A deactivated member is kept in the list and cannot enter; their API keys stop."
          : "This member cannot enter until you activate them."}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          pending={change.isPending}
          onClick={() => change.mutate({ isActive: !member.isActive })}
        >
          {member.isActive ? "Deactivate" : "Activate"}
        </Button>
        {can("owners.write") && member.isActive ? (
          <Button variant="secondary" onClick={() => onAct("transfer")}>
            Hand the workspace over…
          </Button>
        ) : null}
        <Button variant="secondary" onClick={() => onAct("remove")}>
          Remove…
        </Button>
      </div>
    </div>
  );
}

function RemoveConfirm({ member, leaves, onClose }: MemberWindowProps & { leaves: boolean }) {
  const { workspace } = useWorkspace();
  const remove = useApiMutation({
    method: "delete",
    path: `/tenants/${workspace.id}/users/${member.userId}`,
    shape: noAnswer,
    stale: leaves ? [] : [MEMBERS_KEY, INVITATIONS_KEY],
    onSuccess: () => {
      // A full load: what is open belongs to a workspace that is no longer theirs.
      if (leaves) return window.location.assign("/dashboard");
      toast.success(`${member.name} is removed.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={leaves ? `Leave ${workspace.name}?` : `Remove ${member.name}?`}
      confirmLabel={leaves ? "Leave the workspace" : "Remove the member"}
      pending={remove.isPending}
      error={remove.error ? messageOf(remove.error) : undefined}
      onConfirm={() => remove.mutate(undefined)}
    >
      <p>{leaves ? "You lose access at once." : `${member.email} loses access at once.`} These go as well:</p>
      <ul className="list-disc pl-5">
        <li>API keys made by {leaves ? "you" : "this member"} here; programs that use them stop</li>
        <li>{leaves ? "your" : "their"} open invitations and notifications</li>
      </ul>
      <p>What {leaves ? "you" : "they"} made stays. To come back takes a new invitation.</p>
    </ConfirmDialog>
  );
}

function TransferConfirm({ member, onClose }: MemberWindowProps) {
  const { workspace } = useWorkspace();
  const router = useRouter();
  const transfer = useApiMutation({
    method: "post",
    path: `/tenants/${workspace.id}/transfer`,
    shape: memberShape,
    stale: [MEMBERS_KEY, INVITATIONS_KEY],
    onSuccess: () => {
      toast.success(`${member.name} owns the workspace now; you are an admin.`);
      onClose();
      router.refresh();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Hand ${workspace.name} over?`}
      confirmLabel="Hand it over"
      pending={transfer.isPending}
      error={transfer.error ? messageOf(transfer.error) : undefined}
      onConfirm={() => transfer.mutate({ userId: member.userId })}
    >
      <p>{`${member.name} becomes an owner and you become an admin. Only an owner can make you one again.`}</p>
    </ConfirmDialog>
  );
}
