"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AccountDto } from "@/lib/auth/schemas";

const load = () => import("./delete-account-window").then((module) => module.DeleteAccountWindow);
const DeleteAccountWindow = dynamic(load, { ssr: false });

/** The way out for good. */
export function DeleteAccountCard({ account }: { account: AccountDto }) {
  const lazy = useLazyWindow(load);
  return (
    <Card>
      <CardHeader title="Delete your account" />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-text-muted">You leave every workspace, and your account goes for good.</p>
        <Button variant="secondary" {...lazy.button}>
          <Trash2 aria-hidden className="size-4 text-danger" />
          Delete…
        </Button>
        {lazy.used ? <DeleteAccountWindow account={account} {...lazy.window} /> : null}
      </CardBody>
    </Card>
  );
}
