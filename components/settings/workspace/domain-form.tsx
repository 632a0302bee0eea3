"use client";

import { useState, type FormEvent } from "react";
import { ApiError, messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { DOMAINS_KEY } from "../keys";
import { domainShape } from "../shapes";

/** The sentence about the one field, or about the whole. */
const faultOf = (error: Error): string =>
  error instanceof ApiError ? (error.invalidParams[0]?.reason ?? error.message) : messageOf(error);

/** Names a further domain. */
export function DomainForm() {
  const { workspace } = useWorkspace();
  const [domain, setDomain] = useState("");
  const [missing, setMissing] = useState(false);
  const add = useApiMutation({
    method: "post",
    path: `/tenants/${workspace.id}/domains`,
    shape: domainShape,
    stale: [DOMAINS_KEY],
    onSuccess: () => setDomain(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(domain.trim() === "");
    if (domain.trim() !== "") add.mutate({ domain: domain.trim() });
  };
  const fault = missing ? "Enter a domain such as example.com." : add.error ? faultOf(add.error) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field
        label="Add a domain"
        error={fault}
        help="The domain of your firm, without https:// and without a path."
      >
        {(aria) => (
          <Input
            {...aria}
            placeholder="example.com"
            autoCapitalize="none"
            spellCheck={false}
            value={domain}
            onChange={(event) => setDomain(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="secondary" className="self-start" pending={add.isPending}>
        Add the domain
      </Button>
    </form>
  );
}
