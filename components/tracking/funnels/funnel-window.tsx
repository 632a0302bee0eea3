"use client";

import { useApiMutation } from "@/components/common/use-api";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CreateFunnelInput, FunnelDto } from "@/lib/tracking/report-schemas";
import { DeletePart } from "../delete-part";
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
      {funnel ? (
        <DeletePart
          noun="funnel"
          name={funnel.name}
          path={`/sites/${props.siteId}/funnels/${funnel.id}`}
          stale={[funnelsKey(props.siteId)]}
          note="Visits stay as they are; the funnel goes."
          onDone={() => onOpenChange(false)}
        >
          Its steps go for everybody in the workspace. Visits stay, and the same steps count them again.
        </DeletePart>
      ) : null}
    </Dialog>
  );
}
