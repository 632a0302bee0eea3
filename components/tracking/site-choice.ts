"use client";

import { useEffect } from "react";
import { useUrlState } from "@/components/common/use-url-state";

import { SITE_COOKIE } from "./keys";

const YEAR_S = 31_536_000;

/**
 * Which of the sites is looked at: the one that the URL names, else the one that was looked at last, else the first.
 * The choice is kept in a cookie, so that the next page of analytics is rendered for the same site.
 * @param rememberedId what the cookie said when the page was rendered
 */
export function useChosenSite<S extends { id: string }>(
  sites: readonly S[] | undefined,
  rememberedId: string | undefined,
): { site: S | undefined; choose: (id: string) => void } {
  const { params, change } = useUrlState();
  const asked = params.get("site");
  useEffect(() => {
    if (asked)
      document.cookie = `${SITE_COOKIE}=${encodeURIComponent(asked)}; path=/analytics; max-age=${YEAR_S}; samesite=lax`;
  }, [asked]);
  const byId = (id: string | null | undefined) => (id ? sites?.find((site) => site.id === id) : undefined);
  return { site: byId(asked) ?? byId(rememberedId) ?? sites?.[0], choose: (id) => change({ site: id }) };
}
