"use client";

import { useEffect, useState } from "react";

let taken: { path: string; token: string } | undefined;

/**
 * The token behind "#" of a link from an e-mail, taken out of the address bar at once, so that neither the history nor a
 * screenshot keeps it.
 * @returns undefined while the page starts, null for a link without one
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const { hash, pathname, search } = window.location;
    const found = new URLSearchParams(hash.slice(1)).get("token");
    if (found) {
      taken = { path: pathname, token: found };
      window.history.replaceState(window.history.state, "", `${pathname}${search}`);
    }
    setToken(taken?.path === pathname ? taken.token : null);
  }, []);
  return token;
}
