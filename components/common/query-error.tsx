"use client";

import { ErrorState } from "@/components/ui/error-state";
import { ApiError, messageOf } from "./api-error";

export type QueryErrorProps = { what: string; error: Error; onRetry: () => void; retrying: boolean };

/** A list or a panel that could not be loaded. A thing that is not there, or an id that is none, needs no retry. */
export function QueryError({ what, error, onRetry, retrying }: QueryErrorProps) {
  if (error instanceof ApiError && (error.status === 404 || error.status === 422)) {
    return (
      <ErrorState
        title={`${what}: not found`}
        message="It does not exist in this workspace, or it was deleted."
      />
    );
  }
  return (
    <ErrorState
      title={`${what} could not be loaded`}
      message={messageOf(error)}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}
