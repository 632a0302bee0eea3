"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { Allowed } from "@/components/common/allowed";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";

const load = () => import("./invite-window").then((module) => module.InviteWindow);
const InviteWindow = dynamic(load, { ssr: false });

/** The button that invites somebody. */
export function InviteButton() {
  const lazy = useLazyWindow(load);
  return (
    <Allowed to="members.write" reason="Only owners and admins can invite people.">
      <Button {...lazy.button}>
        <UserPlus aria-hidden className="size-4" />
        Invite a person
      </Button>
      {lazy.used ? <InviteWindow {...lazy.window} /> : null}
    </Allowed>
  );
}
