"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { withQuery } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { SiteDto } from "@/lib/tracking/schemas";
import { saveFile } from "./save-file";

const WHAT = [
  { value: "days", label: "Totals by day" },
  { value: "hours", label: "Totals by hour" },
  { value: "dimensions", label: "Pages, sources, countries … by day" },
  { value: "visits", label: "Visits, one by one" },
  { value: "events", label: "Events, one by one" },
];
const FORMATS = [
  { value: "csv", label: "CSV, for spreadsheets" },
  { value: "ndjson", label: "JSON, one object a line" },
];

/** Takes numbers or raw data along as a file. */
export function ExportCard({ site }: { site: SiteDto }) {
  const { workspace } = useWorkspace();
  const [values, setValues] = useState({ what: "days", format: "csv", from: "", to: "" });
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    try {
      const path = withQuery(`/api/v1/sites/${site.id}/export`, values);
      await saveFile(path, workspace.id, `${site.domain}-${values.what}.${values.format}`);
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  };
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <Card>
      <CardHeader title="Export" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          Numbers or single visits and events as a file. Without days: all there are.
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="What">{(aria) => <Select {...aria} options={WHAT} {...field("what")} />}</Field>
          <Field label="As">{(aria) => <Select {...aria} options={FORMATS} {...field("format")} />}</Field>
          <Field label="From" optional>
            {(aria) => <Input {...aria} type="date" {...field("from")} />}
          </Field>
          <Field label="To" optional>
            {(aria) => <Input {...aria} type="date" {...field("to")} />}
          </Field>
        </div>
        <Button variant="secondary" className="self-start" pending={pending} onClick={() => void save()}>
          <Download aria-hidden className="size-4" />
          Download
        </Button>
      </CardBody>
    </Card>
  );
}
