"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { Allowed } from "@/components/common/allowed";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatNumber } from "@/components/lib/format";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toaster";
import type { ShareLinkDto } from "@/lib/tracking/share/schemas";
import { ListState } from "./list-state";
import { NewShareLink } from "./new-share-link";
import { shareLinkListShape, shareLinkShape } from "./shapes";

export const shareLinksKey = (siteId: string) => ["sites", siteId, "share-links"] as const;

/** Links that show this website's reports to people without an account. */
export function ShareLinksCard({ siteId }: { siteId: string }) {
  const { can } = useWorkspace();
  const query = useApiQuery({
    key: shareLinksKey(siteId),
    path: `/sites/${siteId}/share-links`,
    query: { limit: 100 },
    shape: shareLinkListShape,
    enabled: can("sharing.read"),
  });
  return (
    <Card>
      <CardHeader title="Shared links" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          Whoever has a link sees this website’s reports, and nothing else. You can close it at any time.
        </p>
        <Allowed to="sharing.read" reason="Only owners and admins see and make links.">
          <ListState what="The links" query={query} empty="No link yet.">
            {(links) => links.map((link) => <LinkRow key={link.id} link={link} />)}
          </ListState>
          <NewShareLink siteId={siteId} />
        </Allowed>
      </CardBody>
    </Card>
  );
}

const STATES = {
  active: null,
  expired: { tone: "neutral", label: "Ended" },
  revoked: { tone: "neutral", label: "Revoked" },
} as const;

const timesOf = (count: number): string => (count === 1 ? "once" : `${formatNumber(count)} times`);

function LinkRow({ link }: { link: ShareLinkDto }) {
  const [asks, setAsks] = useState(false);
  const revoke = useApiMutation({
    method: "delete",
    path: `/sites/${link.siteId}/share-links/${link.id}`,
    shape: shareLinkShape,
    stale: [shareLinksKey(link.siteId)],
    onSuccess: () => {
      setAsks(false);
      toast.success("The link is closed.");
    },
  });
  const state = STATES[link.state];
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-3 py-2.5">
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {link.name}
          {state ? <Badge tone={state.tone}>{state.label}</Badge> : null}
          {link.hasPassword ? <Badge>Password</Badge> : null}
        </span>
        <span className="text-[0.8125rem] text-text-muted">
          {link.viewCount === 0 ? "Not opened yet" : `Opened ${timesOf(link.viewCount)}, last `}
          {link.lastViewedAt ? <RelativeTime iso={link.lastViewedAt} /> : null}
          {link.expiresAt && link.state === "active" ? (
            <>
              , ends <RelativeTime iso={link.expiresAt} />
            </>
          ) : null}
        </span>
      </span>
      {link.state === "active" ? (
        <span className="flex items-center gap-1 max-sm:-ml-3">
          {link.url ? <CopyButton text={link.url} label="Copy the link" variant="ghost" /> : null}
          <Button variant="ghost" size="sm" onClick={() => setAsks(true)}>
            Revoke…
          </Button>
        </span>
      ) : null}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={`Revoke the link for ${link.name}?`}
        confirmLabel="Revoke the link"
        pending={revoke.isPending}
        error={revoke.error ? messageOf(revoke.error) : undefined}
        onConfirm={() => revoke.mutate(undefined)}
      >
        <p>
          Whoever has it sees nothing any more, at once. It cannot be opened again; you can make a new one.
        </p>
      </ConfirmDialog>
    </li>
  );
}
