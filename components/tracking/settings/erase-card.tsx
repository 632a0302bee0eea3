"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { ErasureDto } from "@/lib/tracking/erasure/schemas";
import type { SiteDto } from "@/lib/tracking/schemas";
import { ListState } from "./list-state";
import { saveFile } from "./save-file";
import { erasureListShape, erasureShape } from "./shapes";

const KINDS = [
  { value: "visitId", label: "Id of one of their visits" },
  { value: "cookie", label: "Value of their cookie ba_v" },
  { value: "contactId", label: "Id of their contact" },
] as const;
const RUNNING_MS = 1_500;
const erasuresKey = (siteId: string) => ["sites", siteId, "erasures"] as const;
const isUnderWay = (one: ErasureDto) => one.status === "queued" || one.status === "running";

/** Forgets a visitor, and keeps the receipts. */
export function EraseCard({ site }: { site: SiteDto }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]["value"]>("visitId");
  const [text, setText] = useState("");
  const [asks, setAsks] = useState(false);
  const query = useApiQuery({
    key: erasuresKey(site.id),
    path: `/sites/${site.id}/erasures`,
    query: { limit: 20 },
    shape: erasureListShape,
    refetchMs: (last) => (last?.items.some(isUnderWay) ? RUNNING_MS : undefined),
  });
  const erase = useApiMutation({
    method: "post",
    path: `/sites/${site.id}/erasures`,
    shape: erasureShape,
    stale: [erasuresKey(site.id), ["reports"]],
    onSuccess: () => {
      setAsks(false);
      setText("");
      toast.success("It has begun. The receipt appears below.");
    },
  });
  return (
    <Card>
      <CardHeader title="Forget a visitor" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          For somebody who asks you to. Their events, visits and recordings go, and the totals are counted
          without them.
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Find them by">
            {(aria) => (
              <Select
                {...aria}
                options={KINDS}
                value={kind}
                onChange={(event) =>
                  setKind(KINDS.find((each) => each.value === event.target.value)?.value ?? kind)
                }
              />
            )}
          </Field>
          <Field label="Id">
            {(aria) => (
              <Input
                {...aria}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button
          variant="secondary"
          className="self-start"
          disabled={text.trim() === ""}
          onClick={() => setAsks(true)}
        >
          Forget…
        </Button>
        <ListState what="The receipts" query={query} empty="Nobody was forgotten yet.">
          {(items) => items.map((erasure) => <ErasureRow key={erasure.id} erasure={erasure} />)}
        </ListState>
      </CardBody>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Forget this visitor?"
        confirmLabel="Forget them"
        pending={erase.isPending}
        error={erase.error ? messageOf(erase.error) : undefined}
        onConfirm={() => erase.mutate({ [kind]: text.trim() })}
      >
        <p>All that was counted and recorded of them on {site.name} goes, and cannot be brought back.</p>
        <p>Contacts and requests in the CRM stay; delete those there.</p>
      </ConfirmDialog>
    </Card>
  );
}

function ErasureRow({ erasure }: { erasure: ErasureDto }) {
  const { workspace } = useWorkspace();
  const { receipt } = erasure;
  const save = () =>
    saveFile(
      `/api/v1/sites/${erasure.siteId}/erasures/${erasure.id}/receipt`,
      workspace.id,
      `erasure-${erasure.id}.json`,
    ).catch((error: unknown) => void toast.error(messageOf(error)));
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-3 py-2.5">
      <span className="flex flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <Badge
            tone={erasure.status === "done" ? "success" : erasure.status === "failed" ? "danger" : "accent"}
          >
            {erasure.status === "done" ? "Done" : erasure.status === "failed" ? "Failed" : "Under way"}
          </Badge>
          <RelativeTime iso={erasure.createdAt} />
        </span>
        {receipt ? (
          <span className="text-[0.8125rem] text-text-muted">
            {`${receipt.events} events, ${receipt.visits} visits, ${receipt.recordings} recordings`}
          </span>
        ) : null}
      </span>
      {erasure.status === "done" ? (
        <Button variant="ghost" size="sm" onClick={() => void save()}>
          Receipt
        </Button>
      ) : null}
    </li>
  );
}
