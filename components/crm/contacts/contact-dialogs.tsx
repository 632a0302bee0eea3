"use client";

import { Pencil, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { Allowed } from "@/components/common/allowed";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";
import type { ContactDto } from "@/lib/crm/schemas";

const load = () => import("./contact-windows");
const AddContactWindow = dynamic(() => load().then((module) => module.AddContactWindow), { ssr: false });
const EditContactWindow = dynamic(() => load().then((module) => module.EditContactWindow), { ssr: false });

/** The button that adds a contact by hand. */
export function AddContactDialog() {
  const lazy = useLazyWindow(load);
  return (
    <Allowed to="contacts.write" reason="Viewers cannot add contacts.">
      <Button {...lazy.button}>
        <Plus aria-hidden className="size-4" />
        Add a contact
      </Button>
      {lazy.used ? <AddContactWindow {...lazy.window} /> : null}
    </Allowed>
  );
}

/** The button that changes a contact. */
export function EditContactDialog({ contact }: { contact: ContactDto }) {
  const lazy = useLazyWindow(load);
  return (
    <Allowed to="contacts.write" reason="Viewers cannot change contacts.">
      <Button variant="secondary" {...lazy.button}>
        <Pencil aria-hidden className="size-4" />
        Edit
      </Button>
      {lazy.used ? <EditContactWindow {...lazy.window} contact={contact} /> : null}
    </Allowed>
  );
}
