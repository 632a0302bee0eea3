"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { NewApiKeyDto } from "@/lib/auth/api-keys/schemas";
import { CreateKeyForm } from "./create-key-form";

export type CreateKeyWindowProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes a key, then shows it: this once, since only a hash of it is stored. */
export function CreateKeyWindow({ open, onOpenChange }: CreateKeyWindowProps) {
  const [made, setMade] = useState<NewApiKeyDto | null>(null);
  const change = (next: boolean) => {
    if (!next) setMade(null);
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={made ? `${made.name} is made` : "Make an API key"}
      description={made ? "Copy the key now. It is shown this once and cannot be read again." : undefined}
    >
      {made ? <MadeKey made={made} onDone={() => change(false)} /> : <CreateKeyForm onMade={setMade} />}
    </Dialog>
  );
}

function MadeKey({ made, onDone }: { made: NewApiKeyDto; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p
        aria-label="The key"
        className="rounded-ui border border-border bg-surface-sunken p-3 font-mono text-[0.8125rem] break-all select-all"
      >
        {made.key}
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={made.key} label="Copy the key" variant="primary" size="md" />
        <Button variant="secondary" onClick={onDone}>
          I have stored it
        </Button>
      </div>
      <p className="text-[0.8125rem] text-text-muted">
        Send it in the header <code>Authorization: Bearer …</code>, from a server and never from a web page.
      </p>
    </div>
  );
}
