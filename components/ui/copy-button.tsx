"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonProps } from "./button";

const SHOWN_MS = 2_000;

export type CopyButtonProps = Pick<ButtonProps, "variant" | "size" | "className"> & {
  text: string;
  /** What is copied: "Copy the line". */
  label: string;
};

/** Copies a text; says so for two seconds, or says that the browser refused. */
export function CopyButton({ text, label, variant = "secondary", size = "sm", className }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => "copied" as const,
      () => "refused" as const,
    );
    setState(done);
    setTimeout(() => setState("idle"), SHOWN_MS);
  };
  const words = { idle: label, copied: "Copied", refused: "Select and copy it by hand" }[state];
  return (
    <Button variant={variant} size={size} className={className} onClick={() => void copy()}>
      {state === "copied" ? (
        <Check aria-hidden className="size-4" />
      ) : (
        <Copy aria-hidden className="size-4" />
      )}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
