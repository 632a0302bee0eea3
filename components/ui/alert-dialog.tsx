"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { overlayClass } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will go, in plain words. */
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  pending?: boolean;
  /** When given, this exact text must be typed before the act can be confirmed. */
  typed?: string;
  /** Why the last attempt failed. */
  error?: string | undefined;
};

/** Asks before something is destroyed. Focus starts on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Primitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content className="fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[92dvh] w-full overflow-y-auto rounded-t-ui border border-border bg-surface-raised p-5 shadow-float data-[state=open]:animate-enter sm:top-[14vh] sm:bottom-auto sm:max-w-md sm:rounded-ui">
          <ConfirmBody {...props} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function ConfirmBody({
  title,
  children,
  confirmLabel,
  onConfirm,
  pending,
  typed,
  error,
}: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const allowed = typed === undefined || text.trim() === typed;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (allowed && !pending) onConfirm();
      }}
    >
      <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
      <Primitive.Description asChild>
        <div className="flex flex-col gap-2 text-text-muted">{children}</div>
      </Primitive.Description>
      {typed === undefined ? null : (
        <Field label={`Type ${typed} to confirm`}>
          {(aria) => (
            <Input
              {...aria}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      {error ? (
        <p role="alert" className="text-danger">
          {error}
        </p>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Primitive.Cancel asChild>
          <Button variant="secondary">Keep it</Button>
        </Primitive.Cancel>
        <Button type="submit" variant="danger" disabled={!allowed} {...(pending ? { pending } : {})}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
