"use client";

import { Bot, Monitor } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import type { SessionDto } from "@/lib/auth/schemas";
import { SESSIONS_KEY } from "./keys";
import { doneShape, endedShape, sessionsShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

const METHODS = { password: "password", google: "Google", linkedin: "LinkedIn" };

/** Where the account is signed in, and how to end it there. */
export function SessionsCard() {
  const sessions = useApiQuery({ key: SESSIONS_KEY, path: "/account/sessions", shape: sessionsShape });
  const items = sessions.data?.items;
  return (
    <Card>
      <CardHeader
        title="Where you are logged in"
        actions={items && items.length > 1 ? <EndOthers count={items.length - 1} /> : null}
      />
      <CardBody>
        {items ? (
          <ul className="flex flex-col divide-y divide-border">
            {items.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
        ) : sessions.error ? (
          <QueryError
            what="Your sessions"
            error={sessions.error}
            onRetry={() => void sessions.refetch()}
            retrying={sessions.isFetching}
          />
        ) : (
          <Skeleton className="h-32" />
        )}
      </CardBody>
    </Card>
  );
}

function Session({ session }: { session: SessionDto }) {
  const refresh = useRefreshAccount();
  const [pending, setPending] = useState(false);
  const Icon = session.kind === "api" ? Bot : Monitor;
  const end = async () => {
    setPending(true);
    try {
      await api.delete(`/account/sessions/${session.id}`, { workspaceId: null, shape: doneShape });
      toast.success(`${session.device} is logged out.`);
      await refresh();
    } catch (error) {
      toast.error(messageOf(error));
      setPending(false);
    }
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex min-w-0 items-start gap-3">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-text-muted" />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {session.device}
            {session.current ? <Badge tone="accent">This device</Badge> : null}
            {session.kind === "api" ? <Badge>Program</Badge> : null}
          </p>
          <p className="text-[0.8125rem] text-text-muted">
            {session.place}, by {METHODS[session.method]}, last seen <RelativeTime iso={session.lastSeenAt} />
          </p>
        </div>
      </div>
      {session.current ? null : (
        <Button
          variant="secondary"
          size="sm"
          pending={pending}
          aria-label={`Log out ${session.device}, ${session.place}`}
          onClick={() => void end()}
        >
          Log out
        </Button>
      )}
    </li>
  );
}

function EndOthers({ count }: { count: number }) {
  const refresh = useRefreshAccount();
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<{ pending?: boolean; fault?: string }>({});
  const end = async () => {
    setState({ pending: true });
    try {
      await api.delete("/account/sessions", { workspaceId: null, shape: endedShape });
      setOpen(false);
      setState({});
      toast.success("You are logged out everywhere else.");
      await refresh();
    } catch (error) {
      setState({ fault: messageOf(error) });
    }
  };
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => setOpen(true)}>
        Log out everywhere else
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Log out everywhere else?"
        confirmLabel="Log out everywhere else"
        pending={state.pending ?? false}
        error={state.fault}
        onConfirm={() => void end()}
      >
        <p>
          {count === 1 ? "One other session ends" : `${count} other sessions end`} at once, programs that hold
          tokens too. This device stays logged in.
        </p>
      </ConfirmDialog>
    </>
  );
}
