"use client";

import { useRouter } from "next/navigation";
import { useApiMutation } from "@/components/common/use-api";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { ContactDto } from "@/lib/crm/schemas";
import { contactShape } from "../shapes";
import { ContactForm, type ContactValues } from "./contact-form";

type WindowProps = { open: boolean; onOpenChange: (open: boolean) => void };

const NOBODY: ContactValues = { email: "", name: "", companyName: "", phone: "" };

/** The form of a new contact. Opens the contact when it is made. */
export function AddContactWindow({ open, onOpenChange }: WindowProps) {
  const router = useRouter();
  const create = useApiMutation({
    method: "post",
    path: "/contacts",
    shape: contactShape,
    stale: [["contacts"]],
    onSuccess: (contact) => {
      onOpenChange(false);
      router.push(`/crm/contacts/${contact.id}`);
    },
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add a contact">
      <ContactForm
        values={NOBODY}
        submitLabel="Add the contact"
        onSave={(values) => create.mutateAsync(values)}
      />
    </Dialog>
  );
}

/** The form of a contact that exists. */
export function EditContactWindow({ contact, open, onOpenChange }: WindowProps & { contact: ContactDto }) {
  const save = useApiMutation({
    method: "patch",
    path: `/contacts/${contact.id}`,
    shape: contactShape,
    stale: [["contacts"], ["requests"]],
    onSuccess: () => {
      onOpenChange(false);
      toast.success("The contact is saved.");
    },
  });
  const { email, name, companyName, phone } = contact;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Edit the contact">
      <ContactForm
        values={{ email, name, companyName, phone }}
        submitLabel="Save the changes"
        onSave={(values) => save.mutateAsync(values)}
      />
    </Dialog>
  );
}
