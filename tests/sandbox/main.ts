import { once } from "node:events";
import type { Server } from "node:http";
import { env, EnvError } from "@/lib/env";
import { createSandboxServer } from "./server";
import { services } from "./services/index";

const SHUTDOWN_MS = 3_000;

async function main(): Promise<void> {
  const { SANDBOX, SANDBOX_PORT: port } = env(); // which refuses SANDBOX=1 unless APP_URL is this machine
  if (!SANDBOX) {
    throw new EnvError(
      "The sandbox starts only with SANDBOX=1 and an APP_URL on this machine: it lets anyone in.",
    );
  }
  // People type localhost, which may mean either family; machines without IPv6 do without.
  const servers = [await listen(port, "127.0.0.1"), await listen(port, "::1").catch(() => null)];
  const stop = (): void => {
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    for (const server of servers) {
      server?.close();
      server?.closeAllConnections();
    }
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function listen(port: number, host: string): Promise<Server> {
  const server = createSandboxServer(services);
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server;
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "EADDRINUSE" || error.code === "EACCES")
    ) {
      throw new EnvError(
        `The sandbox cannot listen on port ${port}: ${error.code === "EACCES" ? "not allowed" : "it is taken"}. Set SANDBOX_PORT.`,
      );
    }
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof EnvError ? error.message : `The sandbox cannot start: ${String(error)}`}\n`,
  );
  process.exit(1);
});
