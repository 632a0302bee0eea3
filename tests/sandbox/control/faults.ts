import { z } from "zod";

const which = {
  /** How many requests it hits. */
  times: z.number().int().min(1).max(1_000).default(1),
  method: z
    .string()
    .transform((method) => method.toUpperCase())
    .optional(),
  /** Beginning of the path below the service's own, e.g. "/token". */
  path: z.string().startsWith("/").optional(),
};

/** A fault for the next requests of a service. */
export const FaultInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    ...which,
    status: z.number().int().min(200).max(599),
    /** A text, or a value that is sent as JSON. */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  /** The connection is cut; before: nothing was done, after: all was done, and nobody is told. */
  z.strictObject({ kind: z.literal("reset"), ...which, when: z.enum(["before", "after"]).default("before") }),
  /** Nothing comes for `ms`, then the connection is cut; nothing was done. */
  z.strictObject({ kind: z.literal("hang"), ...which, ms: z.number().int().min(0).max(600_000) }),
  /** A fault of the service's own kind. */
  z.strictObject({
    kind: z.literal("own"),
    times: which.times,
    name: z.string(),
    params: z.unknown().optional(),
  }),
]);

export type FaultInput = z.input<typeof FaultInput>;
export type Fault = z.output<typeof FaultInput>;
export type HttpFault = Exclude<Fault, { kind: "own" }>;

/** The faults that wait for a service's next requests, in the order in which they were asked for. */
export class Faults {
  #waiting: Fault[] = [];

  add(fault: Fault): void {
    this.#waiting.push(fault);
  }

  list(): readonly Fault[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Takes the first fault that hits this request. */
  takeHttp(method: string, path: string): HttpFault | null {
    const fault = this.#waiting.find(
      (one): one is HttpFault =>
        one.kind !== "own" &&
        (one.method === undefined || one.method === method) &&
        (one.path === undefined || path.startsWith(one.path)),
    );
    return fault ? this.#use(fault) : null;
  }

  /** Takes the first fault of the service's own kind `name` whose params please. */
  takeOwn<T>(name: string, matches: (params: T) => boolean): T | null {
    const fault = this.#waiting.find(
      (one) => one.kind === "own" && one.name === name && matches(one.params as T),
    );
    if (fault?.kind !== "own") return null;
    return this.#use(fault).params as T;
  }

  #use<F extends Fault>(fault: F): F {
    fault.times -= 1;
    if (fault.times <= 0) this.#waiting = this.#waiting.filter((one) => one !== fault);
    return fault;
  }
}
