"use client";

import { useApiMutation } from "@/components/common/use-api";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { formShape } from "@/components/crm/shapes";
import type { FormDto } from "@/lib/crm/schemas";
import { FormForm, type FormValues } from "./form-form";

const EMPTY: FormValues = { name: "", kind: "contact", siteId: "", redirectUrl: "", isActive: true };
const STALE = [["forms"], ["overview"], ["activity"]];

const shared = (values: FormValues) => ({
  name: values.name,
  siteId: values.siteId || null,
  redirectUrl: values.redirectUrl || null,
});

export type AddFormWindowProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Gets the new form, so that it can be connected at once. */
  onCreated: (form: FormDto) => void;
  /** The website that is chosen to begin with; "" for none. */
  siteId: string;
};

/** The form of a new form. */
export function AddFormWindow({ open, onOpenChange, onCreated, siteId }: AddFormWindowProps) {
  const create = useApiMutation({
    method: "post",
    path: "/forms",
    body: (values: FormValues) => ({ ...shared(values), kind: values.kind }),
    shape: formShape,
    stale: STALE,
    onSuccess: (form) => {
      onOpenChange(false);
      onCreated(form);
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a form"
      description="You get its address and an example next."
    >
      <FormForm
        values={{ ...EMPTY, siteId }}
        existing={false}
        submitLabel="Add the form"
        onSave={(values) => create.mutateAsync(values)}
      />
    </Dialog>
  );
}

/** Changes a form. */
export function EditFormWindow({ form, onClose }: { form: FormDto; onClose: () => void }) {
  const save = useApiMutation({
    method: "patch",
    path: `/forms/${form.id}`,
    body: (values: FormValues) => ({ ...shared(values), isActive: values.isActive }),
    shape: formShape,
    stale: STALE,
    onSuccess: () => {
      onClose();
      toast.success("The form is saved.");
    },
  });
  const { name, kind, siteId, redirectUrl, isActive } = form;
  return (
    <Dialog open onOpenChange={onClose} title={`Edit ${form.name}`}>
      <FormForm
        values={{ name, kind, siteId: siteId ?? "", redirectUrl: redirectUrl ?? "", isActive }}
        existing
        submitLabel="Save the changes"
        onSave={(values) => save.mutateAsync(values)}
      />
    </Dialog>
  );
}
