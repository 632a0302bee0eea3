"use client";

import { useRef, useState } from "react";
import { api } from "@/components/common/api-client";
import { messageOf, networkError, toApiError } from "@/components/common/api-error";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { SiteImportDto } from "@/lib/tracking/imports/schemas";
import type { SiteDto } from "@/lib/tracking/schemas";
import { ImportRow } from "./import-row";
import { ListState } from "./list-state";
import { importListShape, importShape } from "./shapes";

const SOURCES: readonly { value: SiteImportDto["source"]; label: string }[] = [
  { value: "plausible", label: "Plausible" },
  { value: "umami", label: "Umami" },
];
const fileClass =
  "py-1 pl-1 text-text-muted file:mr-3 file:h-full file:cursor-pointer file:rounded-inner file:bg-surface-sunken file:px-3 file:font-medium file:text-text";
const WORKING_MS = 1_000;
const WORKING = new Set<SiteImportDto["status"]>(["reading", "applying", "undoing"]);
export const importsKey = (siteId: string) => ["sites", siteId, "imports"] as const;

/** Brings numbers along from another tool: upload, look, apply, and take back. */
export function ImportCard({ site }: { site: SiteDto }) {
  const { workspace } = useWorkspace();
  const [source, setSource] = useState<SiteImportDto["source"]>("plausible");
  const [progress, setProgress] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const query = useApiQuery({
    key: importsKey(site.id),
    path: `/sites/${site.id}/imports`,
    query: { limit: 20 },
    shape: importListShape,
    refetchMs: (last) => (last?.items.some((one) => WORKING.has(one.status)) ? WORKING_MS : undefined),
  });
  const upload = async () => {
    const files = [...(picker.current?.files ?? [])];
    if (files.length === 0) return void toast.error("Choose the files of the export first.");
    const options = { workspaceId: workspace.id, shape: importShape };
    try {
      setProgress("Beginning …");
      const { id } = await api.post(`/sites/${site.id}/imports`, { source }, options);
      for (const [index, file] of files.entries()) {
        setProgress(`Uploading ${file.name} (${index + 1} of ${files.length}) …`);
        await putFile(`/api/v1/sites/${site.id}/imports/${id}/files/`, file, workspace.id);
      }
      await api.post(`/sites/${site.id}/imports/${id}/read`, undefined, options);
      if (picker.current) picker.current.value = "";
      toast.success("The files are being read. The preview appears below.");
    } catch (error) {
      toast.error(messageOf(error));
    }
    setProgress(null);
    void query.refetch();
  };
  return (
    <Card>
      <CardHeader title="Import from another tool" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          From the export of Plausible (all its CSV files, or the zip) or of Umami (website_event.csv, or the
          zip). You see what would be added first, and can take it back later.
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="From">
            {(aria) => (
              <Select
                {...aria}
                options={SOURCES}
                value={source}
                onChange={(event) => setSource(event.target.value === "umami" ? "umami" : "plausible")}
              />
            )}
          </Field>
          <Field label="Files" help="CSV or zip, up to 50 MB each.">
            {(aria) => (
              <Input {...aria} ref={picker} type="file" className={fileClass} multiple accept=".csv,.zip" />
            )}
          </Field>
        </div>
        <Button
          variant="secondary"
          className="self-start"
          pending={progress !== null}
          onClick={() => void upload()}
        >
          Upload and preview
        </Button>
        <p role="status" className="text-text-muted empty:hidden">
          {progress}
        </p>
        <ListState what="The imports" query={query} empty="Nothing was imported yet.">
          {(items) => items.map((one) => <ImportRow key={one.id} one={one} />)}
        </ListState>
      </CardBody>
    </Card>
  );
}

/** Names as other tools give them, with what an address cannot carry replaced. */
const plainName = (name: string): string => name.replace(/[^A-Za-z0-9._ ()-]/g, "-").replace(/^[. ()]+/, "");

async function putFile(folder: string, file: File, workspaceId: string): Promise<void> {
  const response = await fetch(folder + encodeURIComponent(plainName(file.name)), {
    method: "PUT",
    headers: { "X-Workspace-Id": workspaceId, "Content-Type": "application/octet-stream" },
    body: file,
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await toApiError(response);
}
