import type { ServiceContext } from "../service";

/** One request to a service: its body, and what the sandbox gives the service. */
export class Call {
  constructor(
    readonly context: ServiceContext,
    /** Path below the service's own, "/" at the least. */
    readonly path: string,
    readonly body: Buffer,
  ) {}

  /** The body as a form, whatever its type says. */
  get form(): URLSearchParams {
    return new URLSearchParams(this.body.toString("utf8"));
  }

  /** The body as JSON; undefined when it is none. */
  get json(): unknown {
    try {
      return JSON.parse(this.body.toString("utf8")) as unknown;
    } catch {
      return undefined;
    }
  }
}
