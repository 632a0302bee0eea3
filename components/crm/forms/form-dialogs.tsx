"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { FormDto } from "@/lib/crm/schemas";
import { FormForm, type FormValues } from "./form-form";

const EMPTY: FormValues = { name: "", kind: "contact", siteId: "", redirectUrl: "", isActive: true };
const STALE = [["forms"], ["overview"], ["activity"]];

const shared = (values: FormValues) => ({
  name: values.name,
  siteId: values.siteId || null,
  redirectUrl: values.redirectUrl || null,
});

/** The button that adds a form. @param onCreated gets the new form, so that it can be connected at once */
export function AddFormDialog({
  onCreated,
  siteId = "",
}: {
  onCreated: (form: FormDto) => void;
  siteId?: string;
}) {
  const [open, setOpen] = useState(false);
  const create = useApiMutation<typeof FormDto, FormValues>({
    method: "post",
    path: "/forms",
    body: (values) => ({ ...shared(values), kind: values.kind }),
    schema: FormDto,
    stale: STALE,
    onSuccess: (form) => {
      setOpen(false);
      onCreated(form);
    },
  });
  return (
    <Allowed to="forms.write" reason="Only owners and admins can add forms.">
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        Add a form
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
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
    </Allowed>
  );
}

/** Changes a form. */
export function EditFormDialog({ form, onClose }: { form: FormDto; onClose: () => void }) {
  const save = useApiMutation<typeof FormDto, FormValues>({
    method: "patch",
    path: `/forms/${form.id}`,
    body: (values) => ({ ...shared(values), isActive: values.isActive }),
    schema: FormDto,
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
