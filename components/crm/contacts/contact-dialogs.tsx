"use client";

import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { ContactDto } from "@/lib/crm/schemas";
import { ContactForm, type ContactValues } from "./contact-form";

const NOBODY: ContactValues = { email: "", name: "", companyName: "", phone: "" };

/** Adds a contact by hand and opens it. */
export function AddContactDialog() {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const create = useApiMutation<typeof ContactDto, ContactValues>({
    method: "post",
    path: "/contacts",
    schema: ContactDto,
    stale: [["contacts"]],
    onSuccess: (contact) => {
      setOpen(false);
      router.push(`/crm/contacts/${contact.id}`);
    },
  });
  return (
    <Allowed to="contacts.write" reason="Viewers cannot add contacts.">
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        Add a contact
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Add a contact">
        <ContactForm
          values={NOBODY}
          submitLabel="Add the contact"
          onSave={(values) => create.mutateAsync(values)}
        />
      </Dialog>
    </Allowed>
  );
}

/** Changes a contact. */
export function EditContactDialog({ contact }: { contact: ContactDto }) {
  const [open, setOpen] = useState(false);
  const save = useApiMutation<typeof ContactDto, ContactValues>({
    method: "patch",
    path: `/contacts/${contact.id}`,
    schema: ContactDto,
    stale: [["contacts"], ["requests"]],
    onSuccess: () => {
      setOpen(false);
      toast.success("The contact is saved.");
    },
  });
  const { email, name, companyName, phone } = contact;
  return (
    <Allowed to="contacts.write" reason="Viewers cannot change contacts.">
      <Button variant="secondary" onClick={() => setOpen(true)}>
        <Pencil aria-hidden className="size-4" />
        Edit
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Edit the contact">
        <ContactForm
          values={{ email, name, companyName, phone }}
          submitLabel="Save the changes"
          onSave={(values) => save.mutateAsync(values)}
        />
      </Dialog>
    </Allowed>
  );
}
