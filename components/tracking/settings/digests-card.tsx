"use client";

import { useState, type FormEvent } from "react";
import { messageOf } from "@/components/common/api-error";
import { Allowed } from "@/components/common/allowed";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { DigestDto } from "@/lib/tracking/digests/schemas";
import { ListState } from "./list-state";
import { digestListShape, digestShape } from "./shapes";
import { linesOf } from "./use-save-site";

const digestsKey = (siteId: string) => ["sites", siteId, "digests"] as const;
const FREQUENCIES: readonly { value: DigestDto["frequency"]; label: string }[] = [
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every Monday" },
  { value: "monthly", label: "On the first of each month" },
];

/** Regular e-mails with this website's numbers. */
export function DigestsCard({ siteId }: { siteId: string }) {
  const { can } = useWorkspace();
  const query = useApiQuery({
    key: digestsKey(siteId),
    path: `/sites/${siteId}/digests`,
    shape: digestListShape,
    enabled: can("digests.read"),
  });
  return (
    <Card>
      <CardHeader title="Numbers by e-mail" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          At eight in the morning in this website’s time zone: totals, compared with the time before, the most
          viewed pages and the sources.
        </p>
        <Allowed to="digests.read" reason="Viewers do not see these.">
          <ListState what="The e-mails" query={query} empty="Nobody gets an e-mail yet.">
            {(items) => items.map((digest) => <DigestRow key={digest.id} digest={digest} />)}
          </ListState>
        </Allowed>
        <Allowed to="digests.write">
          <NewDigest siteId={siteId} />
        </Allowed>
      </CardBody>
    </Card>
  );
}

function DigestRow({ digest }: { digest: DigestDto }) {
  const { can } = useWorkspace();
  const path = `/sites/${digest.siteId}/digests/${digest.id}` as const;
  const stale = [digestsKey(digest.siteId)];
  const change = useApiMutation({ method: "patch", path, shape: digestShape, stale });
  const remove = useApiMutation({ method: "delete", path, shape: noAnswer, stale });
  const say = { onError: (error: Error) => void toast.error(messageOf(error)) };
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-3 py-2.5">
      <span className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
        <span className="font-medium">
          {FREQUENCIES.find((each) => each.value === digest.frequency)?.label}
        </span>
        <span className="text-[0.8125rem] wrap-anywhere text-text-muted">
          {digest.recipients.join(", ") || "Nobody any more"}
        </span>
        <span className="text-[0.8125rem] text-text-muted">
          {digest.isActive ? (
            <>
              Next <RelativeTime iso={digest.nextSendAt} />
            </>
          ) : (
            "Paused"
          )}
        </span>
      </span>
      {can("digests.write") ? (
        <span className="flex items-center gap-2">
          <Switch
            aria-label="Send it"
            checked={digest.isActive}
            disabled={change.isPending}
            onCheckedChange={(isActive) => change.mutate({ isActive }, say)}
          />
          <Button
            variant="ghost"
            size="sm"
            pending={remove.isPending}
            onClick={() => remove.mutate(undefined, say)}
          >
            Remove
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function NewDigest({ siteId }: { siteId: string }) {
  const { user } = useWorkspace();
  const [frequency, setFrequency] = useState<DigestDto["frequency"]>("weekly");
  const [recipients, setRecipients] = useState(user.email);
  const create = useApiMutation({
    method: "post",
    path: `/sites/${siteId}/digests`,
    shape: digestShape,
    stale: [digestsKey(siteId)],
    onSuccess: () => toast.success("The e-mails begin with the next one."),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ frequency, recipients: linesOf(recipients) });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 border-t border-border pt-4">
      <Field label="How often">
        {(aria) => (
          <Select
            {...aria}
            options={FREQUENCIES}
            value={frequency}
            onChange={(event) =>
              setFrequency(FREQUENCIES.find((each) => each.value === event.target.value)?.value ?? frequency)
            }
          />
        )}
      </Field>
      <Field
        label="To"
        help="One address a line, also of people without an account. Each message has a link that ends it."
      >
        {(aria) => (
          <Textarea
            {...aria}
            rows={2}
            value={recipients}
            onChange={(event) => setRecipients(event.target.value)}
          />
        )}
      </Field>
      {create.error ? (
        <p role="alert" className="text-danger">
          {messageOf(create.error)}
        </p>
      ) : null}
      <Button type="submit" variant="secondary" pending={create.isPending} className="self-start">
        Start these e-mails
      </Button>
    </form>
  );
}
