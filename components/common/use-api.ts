"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useRef } from "react";
import { callApi, withQuery, type Shape } from "./api-client";
import type { AnswerOf, BodyOf, ApiPath, Method, QueryOf } from "./api-types";
import { listKeyOf, queryKeyOf, type ApiFilters, type ApiKey } from "./query-keys";
import { useWorkspace } from "./workspace-context";

export type RefetchMs<T> = number | undefined | ((last: T | undefined) => number | undefined);

type Question<P, T> = {
  key: ApiKey;
  /** After /api/v1. */
  path: P;
  shape: Shape<T>;
  enabled?: boolean;
  /** How often to ask again while the tab is visible; may depend on the last answer. */
  refetchMs?: RefetchMs<T>;
  /** Keep showing the last answer while the next one is on its way. */
  keepPrevious?: boolean;
};

export type ApiQuery<P extends string, T> = Question<P, T> & {
  query?: QueryOf<"get", P> & object;
  body?: undefined;
};

/** A question that does not fit into a URL: it goes out as a POST with this body. */
export type ApiBodyQuery<P extends string, T> = Question<P, T> & {
  body: BodyOf<"post", P>;
  query?: undefined;
};

/** One question to the API, cached by workspace. Path, query, body and answer are those of the API document. */
export function useApiQuery<const P extends ApiPath<"get">, T extends AnswerOf<"get", P>>(
  query: ApiQuery<P, T>,
): UseQueryResult<T, Error>;
export function useApiQuery<const P extends ApiPath<"post">, T extends AnswerOf<"post", P>>(
  query: ApiBodyQuery<P, T>,
): UseQueryResult<T, Error>;
export function useApiQuery<T>(
  query: Question<string, T> & { query?: object | undefined; body?: unknown },
): UseQueryResult<T, Error> {
  const { workspace } = useWorkspace();
  const { path, shape, body, refetchMs } = query;
  return useQuery<T, Error>({
    queryKey: queryKeyOf(workspace.id, query.key),
    queryFn: ({ signal }) => {
      const method = body === undefined ? "get" : "post";
      const options = { workspaceId: workspace.id, shape, signal };
      return callApi(method, withQuery(path, query.query ?? {}), body, options);
    },
    enabled: query.enabled ?? true,
    refetchInterval: (state) =>
      (typeof refetchMs === "function" ? refetchMs(state.state.data) : refetchMs) ?? false,
    ...(query.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export type Page<T> = { items: T[]; nextCursor: string | null };

type List<Path, S, Filters> = {
  key: ApiKey;
  /** After /api/v1. */
  path: Path;
  /** Shape of one page of the list. */
  shape: Shape<S>;
  filters?: Filters;
  refetchMs?: number;
};

/** What narrows a list down; the page is the hook's own affair. */
export type ApiListQuery<P extends string, S> = List<P, S, Omit<QueryOf<"get", P>, "cursor">>;

/** A list with further pages: `items` is undefined until the first page is there. */
export function useApiList<const P extends ApiPath<"get">, S extends AnswerOf<"get", P> & Page<unknown>>(
  query: ApiListQuery<P, S>,
): ReturnType<typeof useList<S>>;
export function useApiList<S extends Page<unknown>>(query: List<string, S, ApiFilters>) {
  return useList(query);
}

function useList<S extends Page<unknown>>({
  key,
  path,
  shape,
  filters = {},
  refetchMs,
}: List<string, S, ApiFilters>) {
  const { workspace } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: listKeyOf(workspace.id, key, filters),
    queryFn: ({ signal, pageParam }) =>
      callApi("get", withQuery(path, { ...filters, cursor: pageParam }), undefined, {
        workspaceId: workspace.id,
        shape,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refetchMs ?? false,
    placeholderData: keepPreviousData,
  });
  const items: S["items"][number][] | undefined = query.data?.pages.flatMap((page) => page.items);
  return { ...query, items };
}

type ChangeMethod = Exclude<Method, "get">;

type Change<M, P, T, Input> = {
  method: M;
  /** After /api/v1; may depend on the input. */
  path: P | ((input: Input) => P);
  shape: Shape<T>;
  /** Cached answers that this change makes stale. */
  stale: readonly ApiKey[];
  onSuccess?: (output: T, input: Input) => void;
};

/** A change whose input is made into the body. */
export type ApiMutationOf<M extends ChangeMethod, P extends string, T, Input> = Change<M, P, T, Input> & {
  body: (input: Input) => BodyOf<M, P>;
};

/** A change whose input is the body, or that has none. */
export type ApiMutation<M extends ChangeMethod, P extends string, T, Input> = Change<M, P, T, Input> & {
  body?: undefined;
};

type AnyChange<T, Input> = Change<ChangeMethod, string, T, Input> & { body?: (input: Input) => unknown };

/**
 * One change through the API; path, body and answer are those of the API document. Creates carry an Idempotency-Key
 * that stays the same until the create has succeeded or the input is another one, so that a second click makes no
 * second thing.
 */
export function useApiMutation<
  M extends ChangeMethod,
  const P extends ApiPath<M>,
  T extends AnswerOf<M, P>,
  Input,
>(mutation: ApiMutationOf<M, P, T, Input>): UseMutationResult<T, Error, Input>;
export function useApiMutation<
  M extends ChangeMethod,
  const P extends ApiPath<M>,
  T extends AnswerOf<M, P>,
  Input extends BodyOf<M, P> = BodyOf<M, P>,
>(mutation: ApiMutation<M, P, T, Input>): UseMutationResult<T, Error, Input>;
export function useApiMutation<T, Input>(mutation: AnyChange<T, Input>): UseMutationResult<T, Error, Input> {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const attempt = useRef<{ body: string; key: string } | null>(null);
  const { method, shape } = mutation;
  return useMutation<T, Error, Input>({
    mutationFn: (input) => {
      const path = typeof mutation.path === "string" ? mutation.path : mutation.path(input);
      const body = mutation.body ? mutation.body(input) : input;
      const options = { workspaceId: workspace.id, shape };
      if (method !== "post") return callApi(method, path, method === "delete" ? undefined : body, options);
      const text = body === undefined ? "" : JSON.stringify(body);
      if (attempt.current?.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      return callApi(method, path, body, { ...options, idempotencyKey: attempt.current.key });
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
