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
import { api, withQuery, type Shape } from "./api-client";
import { listKeyOf, queryKeyOf, type ApiFilters, type ApiKey } from "./query-keys";
import { useWorkspace } from "./workspace-context";

export type RefetchMs<T> = number | undefined | ((last: T | undefined) => number | undefined);

export type ApiQuery<T> = {
  key: ApiKey;
  path: string;
  shape: Shape<T>;
  /** Sends a POST with this body instead of a GET: for questions that do not fit into a URL. */
  body?: unknown;
  enabled?: boolean;
  /** How often to ask again while the tab is visible; may depend on the last answer. */
  refetchMs?: RefetchMs<T>;
  /** Keep showing the last answer while the next one is on its way. */
  keepPrevious?: boolean;
};

/** One question to the API, cached by workspace. */
export function useApiQuery<T>(query: ApiQuery<T>): UseQueryResult<T, Error> {
  const { workspace } = useWorkspace();
  const { path, shape, body, refetchMs } = query;
  return useQuery<T, Error>({
    queryKey: queryKeyOf(workspace.id, query.key),
    queryFn: ({ signal }) => {
      const options = { workspaceId: workspace.id, shape, signal };
      return body === undefined ? api.get(path, options) : api.post(path, body, options);
    },
    enabled: query.enabled ?? true,
    refetchInterval: (state) =>
      (typeof refetchMs === "function" ? refetchMs(state.state.data) : refetchMs) ?? false,
    ...(query.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export type Page<T> = { items: T[]; nextCursor: string | null };

export type ApiListQuery<T> = {
  key: ApiKey;
  path: string;
  /** Shape of one page of the list. */
  shape: Shape<Page<T>>;
  filters?: ApiFilters;
  refetchMs?: number;
};

/** A list with further pages: `items` is undefined until the first page is there. */
export function useApiList<T>({ key, path, shape, filters = {}, refetchMs }: ApiListQuery<T>) {
  const { workspace } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: listKeyOf(workspace.id, key, filters),
    queryFn: ({ signal, pageParam }) =>
      api.get(withQuery(path, { ...filters, cursor: pageParam }), {
        workspaceId: workspace.id,
        shape,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refetchMs ?? false,
    placeholderData: keepPreviousData,
  });
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) };
}

export type ApiMutation<T, Input> = {
  method: "post" | "patch" | "delete";
  path: string | ((input: Input) => string);
  /** What goes into the body; the input itself unless told otherwise. */
  body?: (input: Input) => unknown;
  shape: Shape<T>;
  /** Cached answers that this change makes stale. */
  stale: readonly ApiKey[];
  onSuccess?: (output: T, input: Input) => void;
};

/**
 * One change through the API. Creates carry an Idempotency-Key that stays the same until the create
 * has succeeded or the input is another one, so that a second click makes no second thing.
 */
export function useApiMutation<T, Input>(mutation: ApiMutation<T, Input>) {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const attempt = useRef<{ body: string; key: string } | null>(null);
  const { method, shape } = mutation;
  return useMutation<T, Error, Input>({
    mutationFn: (input) => {
      const path = typeof mutation.path === "string" ? mutation.path : mutation.path(input);
      const body = mutation.body ? mutation.body(input) : input;
      const options = { workspaceId: workspace.id, shape };
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
