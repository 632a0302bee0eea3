"use client";

import { lazy, Suspense, useState } from "react";
import type { ConfirmDialogProps } from "./alert-dialog";

const Dialog = lazy(() => import("./alert-dialog").then((module) => ({ default: module.ConfirmDialog })));

/** The confirming dialog, whose code is fetched when it is first opened: pages need not carry it from the start. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [used, setUsed] = useState(false);
  if (props.open && !used) setUsed(true);
  return used ? (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  ) : null;
}
