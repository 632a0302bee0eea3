"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "./button";

export type ErrorStateProps = {
  title: string;
  /** Why, in the words of what failed. */
  message: string;
  onRetry?: () => void;
  retrying?: boolean;
};

/** Says what failed and why, and offers the button that mends it. */
export function ErrorState({ title, message, onRetry, retrying }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="flex size-10 items-center justify-center rounded-ui bg-danger-soft text-danger">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <p className="text-base font-semibold">{title}</p>
      <p className="max-w-md text-text-muted">{message}</p>
      {onRetry ? (
        <Button variant="secondary" onClick={onRetry} pending={retrying ?? false}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
