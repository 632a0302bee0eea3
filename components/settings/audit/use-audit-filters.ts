"use client";

import { useUrlState } from "@/components/common/use-url-state";
import { addDays } from "@/components/lib/dates";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f-]{36}$/;

const dayOf = (text: string | null): string =>
  text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";

/** A day's beginning in this browser's time zone, as the API wants it. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** The audit log's filters as they stand in the address. `api` is what goes to the server. */
export function useAuditFilters() {
  const { params, change } = useUrlState();
  const shown = {
    action: params.get("action") ?? "",
    actorId: UUID.test(params.get("actor") ?? "") ? (params.get("actor") ?? "") : "",
    from: dayOf(params.get("from")),
    to: dayOf(params.get("to")),
    q: (params.get("q") ?? "").slice(0, 100),
  };
  const api = {
    ...(shown.action ? { action: shown.action } : {}),
    ...(shown.actorId ? { actorId: shown.actorId } : {}),
    ...(shown.from ? { from: startOf(shown.from) } : {}),
    ...(shown.to ? { to: startOf(addDays(shown.to, 1)) } : {}),
    ...(shown.q ? { q: shown.q } : {}),
  };
  return { shown, api, change, isFiltered: Object.keys(api).length > 0 };
}
