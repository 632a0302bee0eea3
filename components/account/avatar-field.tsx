"use client";

import { useRef, useState, type ChangeEvent } from "react";
import { api } from "@/components/common/api-client";
import { messageOf, networkError, toApiError } from "@/components/common/api-error";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { AccountDto } from "@/lib/auth/schemas";
import { avatarShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

async function send(file: File): Promise<void> {
  const { resizePicture } = await import("./resize-picture");
  const body = await resizePicture(file);
  const response = await fetch("/api/v1/account/avatar", {
    method: "PUT",
    credentials: "same-origin",
    headers: { "Content-Type": body.type },
    body,
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await toApiError(response);
}

/** A person's picture: choose, replace, remove. */
export function AvatarField({ account }: { account: AccountDto }) {
  const { user } = account;
  const input = useRef<HTMLInputElement>(null);
  const refresh = useRefreshAccount();
  const [state, setState] = useState<{ pending?: boolean; fault?: string }>({});
  const run = async (work: () => Promise<unknown>) => {
    setState({ pending: true });
    try {
      await work();
      await refresh();
      setState({});
    } catch (error) {
      setState({ fault: messageOf(error) });
    }
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) void run(() => send(file));
  };
  const name = `${user.firstName} ${user.lastName}`.trim() || user.email;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Avatar name={name} src={user.avatarUrl} className="size-16 text-lg" />
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label="Choose a picture"
            onChange={choose}
            className="sr-only"
            tabIndex={-1}
          />
          <Button
            variant="secondary"
            size="sm"
            pending={state.pending ?? false}
            onClick={() => input.current?.click()}
          >
            {user.avatarUrl ? "Replace the picture" : "Choose a picture"}
          </Button>
          {user.avatarUrl ? (
            <Button
              variant="ghost"
              size="sm"
              onClick={() =>
                void run(() => api.delete("/account/avatar", { workspaceId: null, shape: avatarShape }))
              }
            >
              Remove it
            </Button>
          ) : null}
        </div>
        <p className="text-[0.8125rem] text-text-muted">JPEG, PNG or WebP. The middle square is used.</p>
        {state.fault ? (
          <p role="alert" className="text-[0.8125rem] text-danger">
            {state.fault}
          </p>
        ) : null}
      </div>
    </div>
  );
}
