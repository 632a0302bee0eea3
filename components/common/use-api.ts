"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useRef } from "react";
import { z } from "zod";
import { api, withQuery } from "./api-client";
import { listKeyOf, queryKeyOf, type ApiFilters, type ApiKey } from "./query-keys";
import { useWorkspace } from "./workspace-context";

export type RefetchMs<T> = number | undefined | ((last: T | undefined) => number | undefined);

export type ApiQuery<S extends z.ZodType> = {
  key: ApiKey;
  path: string;
  schema: S;
  /** Sends a POST with this body instead of a GET: for questions that do not fit into a URL. */
  body?: unknown;
  enabled?: boolean;
  /** How often to ask again while the tab is visible; may depend on the last answer. */
  refetchMs?: RefetchMs<z.output<S>>;
  /** Keep showing the last answer while the next one is on its way. */
  keepPrevious?: boolean;
};

/** One question to the API, cached by workspace. */
export function useApiQuery<S extends z.ZodType>(query: ApiQuery<S>): UseQueryResult<z.output<S>, Error> {
  const { workspace } = useWorkspace();
  const { path, schema, body, refetchMs } = query;
  return useQuery<z.output<S>, Error>({
    queryKey: queryKeyOf(workspace.id, query.key),
    queryFn: ({ signal }) => {
      const options = { workspaceId: workspace.id, schema, signal };
      return body === undefined ? api.get(path, options) : api.post(path, body, options);
    },
    enabled: query.enabled ?? true,
    refetchInterval: (state) =>
      (typeof refetchMs === "function" ? refetchMs(state.state.data) : refetchMs) ?? false,
    ...(query.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export type ApiListQuery<S extends z.ZodType> = {
  key: ApiKey;
  path: string;
  /** Shape of one item. */
  item: S;
  filters?: ApiFilters;
  refetchMs?: number;
};

/** A list with further pages: `items` is undefined until the first page is there. */
export function useApiList<S extends z.ZodType>({
  key,
  path,
  item,
  filters = {},
  refetchMs,
}: ApiListQuery<S>) {
  const { workspace } = useWorkspace();
  const schema = z.object({ items: z.array(item), nextCursor: z.string().nullable() });
  const query = useInfiniteQuery({
    queryKey: listKeyOf(workspace.id, key, filters),
    queryFn: ({ signal, pageParam }) =>
      api.get(withQuery(path, { ...filters, cursor: pageParam }), {
        workspaceId: workspace.id,
        schema,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refetchMs ?? false,
    placeholderData: keepPreviousData,
  });
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) };
}

export type ApiMutation<S extends z.ZodType, Input> = {
  method: "post" | "patch" | "delete";
  path: string | ((input: Input) => string);
  /** What goes into the body; the input itself unless told otherwise. */
  body?: (input: Input) => unknown;
  schema: S;
  /** Cached answers that this change makes stale. */
  stale: readonly ApiKey[];
  onSuccess?: (output: z.output<S>, input: Input) => void;
};

/**
 * One change through the API. Creates carry an Idempotency-Key that stays the same until the create
 * has succeeded or the input is another one, so that a second click makes no second thing.
 */
export function useApiMutation<S extends z.ZodType, Input>(mutation: ApiMutation<S, Input>) {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const attempt = useRef<{ body: string; key: string } | null>(null);
  const { method, schema } = mutation;
  return useMutation<z.output<S>, Error, Input>({
    mutationFn: (input) => {
      const path = typeof mutation.path === "string" ? mutation.path : mutation.path(input);
      const body = mutation.body ? mutation.body(input) : input;
      const options = { workspaceId: workspace.id, schema };
      if (method === "delete") return api.delete(path, options);
      if (method === "patch") return api.patch(path, body, options);
      const text = JSON.stringify(body);
      if (attempt.current?.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      return api.post(path, body, { ...options, idempotencyKey: attempt.current.key });
    },
    onSuccess: async (output, input) => {
      attempt.current = null;
      await Promise.all(
        mutation.stale.map((key) => client.invalidateQueries({ queryKey: queryKeyOf(workspace.id, key) })),
      );
      mutation.onSuccess?.(output, input);
    },
  });
}
