"use client";

import { ClipboardList, CodeXml, Pencil, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { useWorkspace } from "@/components/common/workspace-context";
import { useSites } from "@/components/tracking/use-sites";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import type { FormDto } from "@/lib/crm/schemas";
import { formListShape } from "../shapes";
import { KIND_WORDS } from "../words";

const loadWindows = () => import("./form-windows");
const AddFormWindow = dynamic(() => loadWindows().then((module) => module.AddFormWindow), { ssr: false });
const EditFormWindow = dynamic(() => loadWindows().then((module) => module.EditFormWindow), { ssr: false });
const FormConnectWindow = dynamic(
  () => import("./form-connect-window").then((module) => module.FormConnectWindow),
  { ssr: false },
);

type Act = { kind: "connect" | "edit"; form: FormDto };

function columnsOf(
  siteName: (id: string) => string,
  canEdit: boolean,
  onAct: (act: Act) => void,
): DataColumn<FormDto>[] {
  return [
    {
      id: "name",
      header: "Form",
      primary: true,
      sortBy: (form) => form.name.toLowerCase(),
      cell: (form) => form.name,
    },
    { id: "kind", header: "Kind", sortBy: (form) => form.kind, cell: (form) => KIND_WORDS[form.kind] },
    { id: "site", header: "Website", cell: (form) => (form.siteId ? siteName(form.siteId) : "Any address") },
    {
      id: "state",
      header: "State",
      sortBy: (form) => String(form.isActive),
      cell: (form) => (
        <Badge tone={form.isActive ? "success" : "neutral"}>{form.isActive ? "Takes requests" : "Off"}</Badge>
      ),
    },
    {
      id: "acts",
      header: "Actions",
      align: "end",
      cell: (form) => (
        <span className="inline-flex gap-1">
          <Button
            variant="ghost"
            size="sm"
            onClick={() => onAct({ kind: "connect", form })}
            aria-label={`Connect ${form.name}`}
          >
            <CodeXml aria-hidden className="size-4" />
            Connect
          </Button>
          {canEdit ? (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => onAct({ kind: "edit", form })}
              aria-label={`Edit ${form.name}`}
            >
              <Pencil aria-hidden className="size-4" />
              Edit
            </Button>
          ) : null}
        </span>
      ),
    },
  ];
}

/** The forms whose requests land here. */
export function FormsList() {
  const { can } = useWorkspace();
  const [act, setAct] = useState<Act | null>(null);
  const list = useApiList({ key: ["forms"], path: "/forms", shape: formListShape });
  const sites = useSites().data?.items;
  const canEdit = can("forms.write");
  const adding = useLazyWindow(loadWindows);
  const columns = useMemo(
    () => columnsOf((id) => sites?.find((site) => site.id === id)?.name ?? "A website", canEdit, setAct),
    [sites, canEdit],
  );

  return (
    <>
      <PageHeader
        title="Forms"
        description="Point a form of your website at one of these; what people send becomes a request."
        actions={
          <Allowed to="forms.write" reason="Only owners and admins can add forms.">
            <Button {...adding.button}>
              <Plus aria-hidden className="size-4" />
              Add a form
            </Button>
          </Allowed>
        }
      />
      <Card>
        <DataTable
          label="Forms"
          columns={columns}
          rows={list.items}
          rowId={(form) => form.id}
          error={
            list.error && !list.items ? (
              <QueryError
                what="Forms"
                error={list.error}
                onRetry={() => void list.refetch()}
                retrying={list.isFetching}
              />
            ) : null
          }
          empty={
            <EmptyState icon={ClipboardList} title="No form yet">
              Add one, and you get an address and a ready-made example for your website.
            </EmptyState>
          }
        />
        {list.hasNextPage ? (
          <LoadMore
            shown={list.items?.length ?? 0}
            noun="forms"
            hasMore
            loading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        ) : null}
      </Card>
      {adding.used ? (
        <AddFormWindow
          {...adding.window}
          siteId={sites?.[0]?.id ?? ""}
          onCreated={(form) => setAct({ kind: "connect", form })}
        />
      ) : null}
      {act?.kind === "connect" ? (
        <FormConnectWindow form={act.form} open onOpenChange={() => setAct(null)} />
      ) : null}
      {act?.kind === "edit" ? <EditFormWindow form={act.form} onClose={() => setAct(null)} /> : null}
    </>
  );
}
