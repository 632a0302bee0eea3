import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { control } from "./control/api";
import { namesThisMachine } from "./control/guard";
import { ServiceRuntime } from "./control/runtime";
import { indexPage } from "./index-page";
import { pageHeaders } from "./page";
import { send, sendJson, type SandboxService } from "./service";

/** Services with their state, and as many listeners as are asked for. */
export type Sandbox = {
  runtimes: readonly ServiceRuntime[];
  createServer(): Server;
  /** Starts the services' own listeners. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** The sandbox: a list of services at /, each service under its own name, /health, and /__control. */
export function createSandbox(services: readonly SandboxService[]): Sandbox {
  const runtimes = services.map((service) => new ServiceRuntime(service));
  return {
    runtimes,
    createServer: () => createSandboxServer(runtimes),
    start: async () => {
      for (const { service, context } of runtimes) await service.start?.(context);
    },
    stop: async () => {
      for (const service of services) await service.stop?.();
    },
  };
}

function createSandboxServer(runtimes: readonly ServiceRuntime[]): Server {
  return createServer((request, response) => {
    route(runtimes, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) send(request, response, { status: 500, type: "text/plain", body: reason });
      else response.end();
    });
  });
}

async function route(
  runtimes: readonly ServiceRuntime[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = `http://${request.headers.host ?? "localhost"}${request.url ?? "/"}`;
  if (!namesThisMachine(request) || !URL.canParse(target)) {
    const body = "The sandbox answers to the names of this machine only.";
    return send(request, response, { status: 421, type: "text/plain", body });
  }
  const url = new URL(target);
  if (url.pathname === "/health")
    return sendJson(request, response, { status: "ok", services: runtimes.map(({ service }) => service.id) });
  if (url.pathname === "/")
    return send(request, response, { type: "text/html", body: indexPage(runtimes), headers: pageHeaders() });
  const isAt = (id: string): boolean => url.pathname === `/${id}` || url.pathname.startsWith(`/${id}/`);
  if (isAt("__control")) return control(runtimes, request, response, url);
  const runtime = runtimes.find(({ service }) => isAt(service.id));
  if (runtime) return runtime.handle(request, response, url);
  send(request, response, {
    status: 404,
    type: "text/plain",
    body: "There is nothing here. The list of services is at /.",
  });
}
