"use client";

import { useState } from "react";
import { ApiError, messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { toast } from "@/components/ui/toaster";
import type { SiteDto, UpdateSiteInput } from "@/lib/tracking/schemas";
import { SITES_KEY } from "../keys";
import { siteShape } from "../shapes";

export type FieldErrors = Readonly<Partial<Record<string, string>>>;

/** Refusals by the field they belong to ("excludedPaths.2" to "excludedPaths"), the rest under "". */
function errorsOf(error: unknown): FieldErrors {
  const params = error instanceof ApiError ? error.invalidParams : [];
  if (params.length === 0) return { "": messageOf(error) };
  return Object.fromEntries(params.map((param) => [param.name.split(".")[0] ?? "", param.reason]));
}

/** Saves some settings of a website; what is refused is shown beside the fields, and nothing typed is lost. */
export function useSaveSite(site: SiteDto) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const mutation = useApiMutation({
    method: "patch",
    path: `/sites/${site.id}`,
    shape: siteShape,
    stale: [SITES_KEY, ["sites", site.id]],
  });
  const save = async (input: UpdateSiteInput): Promise<boolean> => {
    setErrors({});
    try {
      await mutation.mutateAsync(input);
      toast.success("Saved. It holds from now on.");
      return true;
    } catch (error) {
      setErrors(errorsOf(error));
      return false;
    }
  };
  return { save, errors, pending: mutation.isPending };
}

/** Lines of a text field; empty ones are dropped. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean);
