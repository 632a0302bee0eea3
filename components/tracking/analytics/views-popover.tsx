"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import type { SavedViewDto } from "@/lib/tracking/report-schemas";
import { savedViewListShape, savedViewShape } from "../shapes";
import { paramsOfView, viewOf } from "./view-query";
import { ViewsFace, type ViewsProps } from "./views-face";

const viewsKey = (siteId: string) => ["saved-views", siteId] as const;

/** The kept screens of a site: open, rename, delete, and keep the one in sight. Opens at once: it was asked for. */
export function ViewsPopover(props: ViewsProps) {
  const [open, setOpen] = useState(true);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={buttonClass({ variant: "ghost", size: "sm" })}>
        <ViewsFace />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Saved views" className="flex w-80 flex-col gap-3 p-3">
        <Views {...props} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function Views({ siteId, state, today, change, onDone }: ViewsProps & { onDone: () => void }) {
  const { can } = useWorkspace();
  const mayWrite = can("analytics.write");
  const views = useApiQuery({
    key: viewsKey(siteId),
    path: `/sites/${siteId}/views`,
    shape: savedViewListShape,
  });
  const items = views.data?.items;
  return (
    <>
      {views.error ? (
        <p role="alert" className="text-danger">
          {messageOf(views.error)}
        </p>
      ) : !items ? (
        <Skeleton className="h-16 w-full" />
      ) : items.length === 0 ? (
        <p className="text-text-muted">No view yet. Choose days and filters, then keep them under a name.</p>
      ) : (
        <ul className="-m-1 max-h-72 overflow-y-auto p-1">
          {items.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              mayWrite={mayWrite}
              onOpen={() => {
                change(paramsOfView(view.query));
                onDone();
              }}
            />
          ))}
        </ul>
      )}
      {mayWrite ? <KeepView siteId={siteId} query={viewOf(state, today)} /> : null}
    </>
  );
}

function KeepView({ siteId, query }: { siteId: string; query: SavedViewDto["query"] }) {
  const [name, setName] = useState("");
  const create = useApiMutation({
    method: "post",
    path: `/sites/${siteId}/views`,
    body: (input: { name: string }) => ({ name: input.name, query }),
    shape: savedViewShape,
    stale: [viewsKey(siteId)],
    onSuccess: () => setName(""),
  });
  return (
    <form
      className="flex flex-col gap-2 border-t border-border pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) create.mutate({ name: name.trim() });
      }}
    >
      <Field label="Keep this screen as" error={create.error ? messageOf(create.error) : undefined}>
        {(aria) => (
          <Input {...aria} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button type="submit" size="sm" pending={create.isPending} disabled={!name.trim()}>
        Save the view
      </Button>
    </form>
  );
}

function ViewRow({ view, mayWrite, onOpen }: { view: SavedViewDto; mayWrite: boolean; onOpen: () => void }) {
  const [mode, setMode] = useState<"open" | "rename" | "delete">("open");
  if (mode === "rename") return <RenameRow view={view} onDone={() => setMode("open")} />;
  if (mode === "delete") return <DeleteRow view={view} onDone={() => setMode("open")} />;
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        onClick={onOpen}
        className="touch-target min-w-0 flex-1 truncate rounded-inner px-2 py-1.5 text-left hover:bg-surface-hover"
      >
        {view.name}
      </button>
      {mayWrite ? (
        <>
          <IconButton label={`Rename ${view.name}`} onClick={() => setMode("rename")}>
            <Pencil aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton label={`Delete ${view.name}`} onClick={() => setMode("delete")}>
            <Trash2 aria-hidden className="size-3.5" />
          </IconButton>
        </>
      ) : null}
    </li>
  );
}

function IconButton(props: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      className="touch-target flex size-8 items-center justify-center rounded-inner text-text-muted hover:bg-surface-hover hover:text-text"
    >
      {props.children}
    </button>
  );
}

function RenameRow({ view, onDone }: { view: SavedViewDto; onDone: () => void }) {
  const [name, setName] = useState(view.name);
  const save = useApiMutation({
    method: "patch",
    path: `/sites/${view.siteId}/views/${view.id}`,
    body: (input: { name: string }) => input,
    shape: savedViewShape,
    stale: [viewsKey(view.siteId)],
    onSuccess: onDone,
  });
  return (
    <li>
      <form
        className="flex items-center gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save.mutate({ name: name.trim() });
        }}
      >
        <Input
          autoFocus
          aria-label="Name of the view"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" size="sm" pending={save.isPending}>
          Rename
        </Button>
      </form>
    </li>
  );
}

function DeleteRow({ view, onDone }: { view: SavedViewDto; onDone: () => void }) {
  const remove = useApiMutation({
    method: "delete",
    path: `/sites/${view.siteId}/views/${view.id}`,
    shape: noAnswer,
    stale: [viewsKey(view.siteId)],
  });
  return (
    <li role="alert" className="flex items-center justify-between gap-2 px-2 py-1">
      <span className="min-w-0 truncate">{`Delete ${view.name} for everybody?`}</span>
      <span className="flex gap-1">
        <Button variant="ghost" size="sm" onClick={onDone}>
          Keep
        </Button>
        <Button
          autoFocus
          variant="danger"
          size="sm"
          pending={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          Delete
        </Button>
      </span>
    </li>
  );
}
