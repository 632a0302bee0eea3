"use client";

import { useState, type FormEvent } from "react";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { shareLinkShape } from "./shapes";

const NOTHING = { name: "", password: "", lastDay: "" };

/** Makes a link: whom it is for, a password if one is wanted, a last day if there is one. */
export function NewShareLink({ siteId }: { siteId: string }) {
  const [values, setValues] = useState(NOTHING);
  const create = useApiMutation({
    method: "post",
    path: `/sites/${siteId}/share-links`,
    shape: shareLinkShape,
    stale: [["sites", siteId, "share-links"]],
    onSuccess: () => {
      setValues(NOTHING);
      toast.success("The link is made. Copy it from the list.");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    create.mutate({
      name: values.name,
      ...(values.password ? { password: values.password } : {}),
      // The whole of the last day, by this browser's clock.
      ...(values.lastDay ? { expiresAt: new Date(`${values.lastDay}T23:59:59`).toISOString() } : {}),
    });
  };
  const field = (name: keyof typeof NOTHING) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 border-t border-border pt-4">
      <Field label="For whom">
        {(aria) => <Input {...aria} placeholder="The board" {...field("name")} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Password" optional help="At least 8 characters. Give it to them on another way.">
          {(aria) => <Input {...aria} type="password" autoComplete="new-password" {...field("password")} />}
        </Field>
        <Field label="Last day" optional>
          {(aria) => <Input {...aria} type="date" {...field("lastDay")} />}
        </Field>
      </div>
      {create.error ? (
        <p role="alert" className="text-danger">
          {messageOf(create.error)}
        </p>
      ) : null}
      <Button type="submit" variant="secondary" pending={create.isPending} className="self-start">
        Make a link
      </Button>
    </form>
  );
}
