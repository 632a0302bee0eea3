import { type IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { DEFAULT_BODY_BYTES_MAX, type SandboxService, type ServiceContext, send } from "../service";
import { readBody } from "./body";
import { Call } from "./call";
import { Faults, type HttpFault } from "./faults";
import { Ledger, type LedgerLine } from "./ledger";

/** A service with what every service has: faults, latency, clock, ledger. */
export class ServiceRuntime {
  readonly faults = new Faults();
  readonly ledger: Ledger;
  readonly context: ServiceContext;
  latencyMs = 0;
  clockOffsetMs = 0;
  #resets = 0;

  constructor(readonly service: SandboxService) {
    this.ledger = new Ledger(service.id);
    this.context = {
      nowMs: () => Date.now() + this.clockOffsetMs,
      latencyMs: () => this.latencyMs,
      takeFault: (name, matches = () => true) => this.faults.takeOwn(name, matches),
      note: ({ status, ...line }) => {
        this.ledger.add({ ...line, headers: {} }).status = status;
      },
    };
  }

  /** Back to the state at the start, with an empty ledger. */
  reset(): void {
    this.#resets += 1;
    this.service.reset?.();
    this.faults.clear();
    this.ledger.clear();
    this.latencyMs = 0;
    this.clockOffsetMs = 0;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request, this.service.bodyBytesMax ?? DEFAULT_BODY_BYTES_MAX);
    if (!body) return send(request, response, { status: 413, type: "text/plain", body: "Too large." });
    const path = url.pathname.slice(this.service.id.length + 1) || "/";
    const method = request.method ?? "GET";
    const line = this.ledger.add({ method, path: path + url.search, headers: request.headers, body });
    // Taken on arrival: a fault that is asked for while this one is held back is meant for a later request.
    const fault = this.faults.takeHttp(method, path);
    line.fault = fault?.kind ?? null;
    const resets = this.#resets;
    if (this.latencyMs > 0) await wait(this.latencyMs);
    // Held back over a reset: it belongs to what has been forgotten.
    if (resets !== this.#resets) return void request.socket.destroy();
    const call = new Call(this.context, path, body);
    if (fault) return this.#fail(fault, { request, response, url, call, line });
    try {
      await this.service.handle(request, response, url, call);
      line.status = response.statusCode;
    } catch (error) {
      line.status = 500;
      throw error;
    }
  }

  async #fail(fault: HttpFault, { request, response, url, call, line }: Failing): Promise<void> {
    switch (fault.kind) {
      case "answer": {
        const isText = typeof fault.body === "string";
        line.status = fault.status;
        return send(request, response, {
          status: fault.status,
          type: isText ? "text/plain" : "application/json",
          body: isText ? String(fault.body) : fault.body === undefined ? "" : JSON.stringify(fault.body),
          headers: fault.headers,
        });
      }
      case "hang":
        await wait(fault.ms, undefined, { ref: false });
        break;
      case "reset":
        // The service answers into a response that leads nowhere.
        if (fault.when === "after")
          await this.service.handle(request, new ServerResponse(request), url, call);
        break;
    }
    line.status = 0;
    request.socket.destroy();
  }
}

type Failing = {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  call: Call;
  line: LedgerLine;
};
