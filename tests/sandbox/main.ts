import { once } from "node:events";
import type { Server } from "node:http";
import { env, EnvError } from "@/lib/env";
import { createSandbox, type Sandbox } from "./server";
import { createServices } from "./services/index";
import { settingsFrom } from "./settings";

const SHUTDOWN_MS = 3_000;

async function main(): Promise<void> {
  // Which refuses SANDBOX=1 unless APP_URL is this machine.
  const {
    SANDBOX,
    SANDBOX_HOST: host,
    SANDBOX_PORT: port,
    SANDBOX_SMTP_PORT: smtpPort,
    APP_URL: appUrl,
  } = env();
  if (!SANDBOX) {
    throw new EnvError(
      "The sandbox starts only with SANDBOX=1 and an APP_URL on this machine: it lets anyone in.",
    );
  }
  const sandbox = createSandbox(createServices(settingsFrom(process.env, { appUrl, host, smtpPort })));
  await sandbox.start().catch((error: unknown) => {
    throw portFault(error, smtpPort, "SANDBOX_SMTP_PORT");
  });
  // People type localhost, which may mean either family; machines without IPv6 do without.
  const servers = [
    await listen(sandbox, port, host),
    host === "127.0.0.1" ? await listen(sandbox, port, "::1").catch(() => null) : null,
  ];
  const stop = (): void => {
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    void sandbox.stop();
    for (const server of servers) {
      server?.close();
      server?.closeAllConnections();
    }
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function listen(sandbox: Sandbox, port: number, host: string): Promise<Server> {
  const server = sandbox.createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server;
  } catch (error) {
    throw portFault(error, port, "SANDBOX_PORT");
  }
}

function portFault(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const reason = code === "EACCES" ? "not allowed" : "it is taken";
  return new EnvError(`The sandbox cannot listen on port ${port}: ${reason}. Set ${variable}.`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof EnvError ? error.message : `The sandbox cannot start: ${String(error)}`}\n`,
  );
  process.exit(1);
});
