"use client";

import { useState } from "react";
import { callApi } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { SiteDto } from "@/lib/tracking/schemas";

/** Counts one day again from its events. */
export function RebuildCard({ site }: { site: SiteDto }) {
  const { workspace } = useWorkspace();
  const [day, setDay] = useState("");
  const [pending, setPending] = useState(false);
  const start = async () => {
    setPending(true);
    try {
      const options = { workspaceId: workspace.id, shape: noAnswer };
      await callApi("post", `/sites/${site.id}/rebuilds`, { day }, options);
      toast.success("The day is being counted again. Its numbers stay until that is done.");
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  };
  return (
    <Card>
      <CardHeader title="Count a day again" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          From the events that are kept, for instance after a change of the channel rules. Reports answer
          meanwhile.
        </p>
        <Field label="Day" help={`In the time zone ${site.timeZone.replaceAll("_", " ")}.`}>
          {(aria) => (
            <Input {...aria} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
        <Button
          variant="secondary"
          className="self-start"
          disabled={day === ""}
          pending={pending}
          onClick={() => void start()}
        >
          Count it again
        </Button>
      </CardBody>
    </Card>
  );
}
