"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CreateFunnelInput, FunnelDto } from "@/lib/tracking/report-schemas";
import { funnelShape } from "../shapes";
import { FunnelForm } from "./funnel-form";
import { formOfFunnel, funnelOfForm } from "./funnel-form-values";
import { funnelsKey } from "./funnel-keys";

export type FunnelWindowProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  siteId: string;
  /** The funnel to change; null for a new one. */
  funnel: FunnelDto | null;
  /** Gets the id of what was saved. */
  onSaved: (id: string) => void;
};

function useSave({ siteId, funnel, onOpenChange, onSaved }: FunnelWindowProps) {
  const stale = [funnelsKey(siteId), ["reports"]];
  const onSuccess = ({ id }: FunnelDto) => {
    onOpenChange(false);
    onSaved(id);
    toast.success("The funnel is saved.");
  };
  const path = `/sites/${siteId}/funnels` as const;
  const body = (input: CreateFunnelInput) => input;
  const create = useApiMutation({ method: "post", path, body, shape: funnelShape, stale, onSuccess });
  const update = useApiMutation({
    method: "patch",
    path: `${path}/${funnel?.id ?? ""}`,
    body,
    shape: funnelShape,
    stale,
    onSuccess,
  });
  return funnel ? update : create;
}

/** Makes a funnel, changes or deletes one. */
export function FunnelWindow(props: FunnelWindowProps) {
  const { open, onOpenChange, funnel } = props;
  const save = useSave(props);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="lg"
      title={funnel ? `Edit ${funnel.name}` : "Add a funnel"}
      description="The steps must come in this order; what lies between them does not matter."
    >
      <FunnelForm
        values={formOfFunnel(funnel)}
        submitLabel={funnel ? "Save the changes" : "Add the funnel"}
        onSave={(values) => save.mutateAsync(funnelOfForm(values))}
      />
      {funnel ? <DeleteFunnel {...props} funnel={funnel} /> : null}
    </Dialog>
  );
}

function DeleteFunnel({ siteId, funnel, onOpenChange }: FunnelWindowProps & { funnel: FunnelDto }) {
  const [asking, setAsking] = useState(false);
  const remove = useApiMutation({
    method: "delete",
    path: `/sites/${siteId}/funnels/${funnel.id}`,
    shape: noAnswer,
    stale: [funnelsKey(siteId)],
    onSuccess: () => {
      onOpenChange(false);
      toast.success(`${funnel.name} is deleted.`);
    },
  });
  return (
    <div className="mt-4 flex items-center justify-between gap-3 border-t border-border pt-4">
      <p className="text-text-muted">Visits stay as they are; the funnel goes.</p>
      <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${funnel.name}?`}
        confirmLabel="Delete the funnel"
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
        onConfirm={() => remove.mutate(undefined)}
      >
        <p>Its steps go for everybody in the workspace. Visits stay, and the same steps count them again.</p>
      </ConfirmDialog>
    </div>
  );
}
