import http from "node:http";
import { env, EnvError } from "@/lib/env";
import { readiness } from "@/lib/health";
import { queueFault } from "@/lib/jobs";

/** What the worker tells about itself beside the database's state. */
export interface WorkerState {
  /** Queues are connected and schedules are set. */
  started: boolean;
}

async function answer(path: string, state: WorkerState): Promise<{ status: number; body: object }> {
  if (path === "/live") return { status: 200, body: { status: "ok" } };
  if (path !== "/ready") return { status: 404, body: { status: "not found" } };
  const { database } = await readiness();
  const fault = queueFault();
  const status = !database ? "away" : state.started && fault === null ? "ready" : "degraded";
  return {
    status: database ? 200 : 503,
    body: { status, database, started: state.started, queueFault: fault },
  };
}

/** Serves /live and /ready on the loopback-reachable health port. @throws EnvError when the port is taken */
export function startHealthServer(state: WorkerState): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    void answer(new URL(request.url ?? "/", "http://localhost").pathname, state).then(({ status, body }) => {
      response.writeHead(status, {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...(status === 503 ? { "retry-after": "5" } : {}),
      });
      response.end(JSON.stringify(body));
    });
  });
  const port = env().WORKER_HEALTH_PORT;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new EnvError(`Port ${port} is taken; set WORKER_HEALTH_PORT to a free one.`)
          : error,
      );
    });
    server.listen(port, env().HOST, () => resolve(server));
  });
}
