"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatDayLong } from "@/components/lib/dates";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { AnnotationDto } from "@/lib/tracking/report-schemas";
import { annotationShape } from "../shapes";
import { annotationsKey } from "./annotations";

const TEXT_MAX = 300;

export type NoteWindowProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  siteId: string;
  /** The note to read or change; null for a new one. */
  note: AnnotationDto | null;
  /** The day of a new note. */
  day: string;
};

/** A note at a day of the chart: what happened, so that a peak explains itself later. */
export function NoteWindow({ open, onOpenChange, siteId, note, day }: NoteWindowProps) {
  const { can } = useWorkspace();
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={note ? `Note of ${formatDayLong(note.day)}` : "Add a note"}
      description={note ? undefined : "A flag at a day of the chart, for everybody in the workspace."}
    >
      {can("analytics.write") ? (
        <NoteForm siteId={siteId} note={note} day={day} onDone={close} />
      ) : (
        <p className="whitespace-pre-wrap">{note?.text}</p>
      )}
    </Dialog>
  );
}

type NoteFormProps = Pick<NoteWindowProps, "siteId" | "note" | "day"> & { onDone: () => void };
type Values = { day: string; text: string };

function useNoteChanges({ siteId, note, onDone }: NoteFormProps) {
  const stale = [annotationsKey(siteId)];
  const path = `/sites/${siteId}/annotations` as const;
  const create = useApiMutation({
    method: "post",
    path,
    body: (values: Values) => values,
    shape: annotationShape,
    stale,
    onSuccess: onDone,
  });
  const update = useApiMutation({
    method: "patch",
    path: `${path}/${note?.id ?? ""}`,
    body: (values: Values) => values,
    shape: annotationShape,
    stale,
    onSuccess: onDone,
  });
  const remove = useApiMutation({
    method: "delete",
    path: `${path}/${note?.id ?? ""}`,
    shape: noAnswer,
    stale,
    onSuccess: onDone,
  });
  return { save: note ? update : create, remove };
}

function NoteForm(props: NoteFormProps) {
  const { note } = props;
  const [values, setValues] = useState<Values>({ day: note?.day ?? props.day, text: note?.text ?? "" });
  const [missing, setMissing] = useState(false);
  const { save, remove } = useNoteChanges(props);
  const error = save.error ?? remove.error;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const text = values.text.trim();
        setMissing(!text);
        if (text) save.mutate({ ...values, text });
      }}
    >
      <ErrorSummary title="The note is not saved yet" items={error ? [{ message: messageOf(error) }] : []} />
      <Field label="Day">
        {(aria) => (
          <Input
            {...aria}
            type="date"
            required
            value={values.day}
            onChange={({ target }) => target.value && setValues({ ...values, day: target.value })}
          />
        )}
      </Field>
      <Field label="What happened" error={missing ? "Write what happened." : undefined}>
        {(aria) => (
          <Textarea
            {...aria}
            rows={3}
            maxLength={TEXT_MAX}
            value={values.text}
            onChange={({ target }) => setValues({ ...values, text: target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-between gap-2">
        <Button type="submit" pending={save.isPending}>
          {note ? "Save the note" : "Add the note"}
        </Button>
        {note ? (
          <Button variant="secondary" pending={remove.isPending} onClick={() => remove.mutate(undefined)}>
            Delete the note
          </Button>
        ) : null}
      </div>
    </form>
  );
}
