"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { PosthogCheck } from "@/lib/posthog/schemas";
import { testShape } from "./shapes";

const NAMES: Record<PosthogCheck["what"], string> = {
  project_key: "Project key",
  personal_key: "Personal key",
};

/** Tries the stored keys and tells what each may do. */
export function TestButton() {
  const test = useApiMutation({ method: "post", path: "/posthog/test", shape: testShape, stale: [] });
  return (
    <div className="flex flex-col gap-3">
      <Button
        variant="secondary"
        className="self-start"
        pending={test.isPending}
        onClick={() => test.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
      >
        Test the connection
      </Button>
      <ul aria-live="polite" className="flex flex-col gap-2 empty:hidden">
        {test.data?.checks.map(({ what, isGood, message }) => (
          <li key={what} className="flex items-start gap-2">
            {isGood ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
            ) : (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
            )}
            <span className="min-w-0 break-words">{`${NAMES[what]}: ${message}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
