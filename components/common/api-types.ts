/** What the API takes and answers, by method and path: types only, read from the generated API document. */
import type { paths } from "./api-types.generated";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The documented addresses without /api/v1, as templates: "/sites/{siteId}". */
type Known = { [K in keyof paths as K extends `/api/v1${infer Path}` ? Path : never]: paths[K] };

type TemplateOf<M extends Method> = {
  [K in keyof Known]: Known[K] extends Record<M, { responses: unknown }> ? K : never;
}[keyof Known];

/** "/sites/{siteId}" -> `/sites/${string}` */
type Filled<T extends string> = T extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : T;

/** Paths that take a method, with anything in the place of ids. */
export type ApiPath<M extends Method> = Filled<TemplateOf<M>>;

type SameSegment<Given, Wanted> = Wanted extends `{${string}}` ? true : Given extends Wanted ? true : false;

type Fits<Given extends string, Wanted extends string> = Given extends `${infer A}/${infer RestA}`
  ? Wanted extends `${infer B}/${infer RestB}`
    ? SameSegment<A, B> extends true
      ? Fits<RestA, RestB>
      : false
    : false
  : Wanted extends `${string}/${string}`
    ? false
    : SameSegment<Given, Wanted>;

/** The template that a path is made from. A path without ids is its own. */
type Matching<M extends Method, P extends string> =
  P extends TemplateOf<M> ? P : { [T in TemplateOf<M>]: Fits<P, T> extends true ? T : never }[TemplateOf<M>];

type OperationAt<M extends Method, P extends string> =
  Matching<M, P> extends infer T extends keyof Known ? Known[T][M & keyof Known[T]] : never;

type Json<T> = [T] extends [never]
  ? unknown
  : T extends { content: { "application/json": infer Body } }
    ? Body
    : unknown;

/** What a call sends; unknown where nothing is sent, never for an address that is none. */
export type BodyOf<M extends Method, P extends string> = [OperationAt<M, P>] extends [never]
  ? never
  : OperationAt<M, P> extends { requestBody?: infer Request }
    ? Json<NonNullable<Request>>
    : unknown;

type Works = 200 | 201 | 202;

/** What a call that works answers; unknown where it answers nothing, never for an address that is none. */
export type AnswerOf<M extends Method, P extends string> = [OperationAt<M, P>] extends [never]
  ? never
  : OperationAt<M, P> extends { responses: infer Responses }
    ? [Extract<keyof Responses, Works>] extends [never]
      ? unknown
      : Json<Responses[Extract<keyof Responses, Works>]>
    : unknown;

/** What may stand behind the question mark. */
export type QueryOf<M extends Method, P extends string> =
  OperationAt<M, P> extends { parameters: { query?: infer Query } }
    ? Exclude<Query, undefined>
    : Record<string, never>;
