import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { html } from "./html";
import { send, type SandboxService } from "./service";

/** The sandbox's listener: a list of services at /, each service under its own name, and /health. */
export function createSandboxServer(services: readonly SandboxService[]): Server {
  return createServer((request, response) => {
    route(services, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) send(request, response, { status: 500, type: "text/plain", body: reason });
      else response.end();
    });
  });
}

async function route(
  services: readonly SandboxService[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? "localhost";
  const target = `http://${host}${request.url ?? "/"}`;
  if (!URL.canParse(target))
    return send(request, response, { status: 400, type: "text/plain", body: "No such address." });
  const url = new URL(target);
  if (url.pathname === "/health") {
    const body = JSON.stringify({ status: "ok", services: services.map((service) => service.id) });
    return send(request, response, { type: "application/json", body });
  }
  if (url.pathname === "/") return send(request, response, { type: "text/html", body: listOf(services) });
  const service = services.find(({ id }) => url.pathname === `/${id}` || url.pathname.startsWith(`/${id}/`));
  if (service) return service.handle(request, response, url);
  send(request, response, {
    status: 404,
    type: "text/plain",
    body: "There is nothing here. The list of services is at /.",
  });
}

const listOf = (services: readonly SandboxService[]): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Sandbox</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              1rem/1.6 system-ui,
              sans-serif;
            max-width: 40rem;
            margin: 10vh auto;
            padding: 0 1.25rem;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>Sandbox</h1>
          <p>
            Stand-ins for services outside Brand Automator. They run on this machine only and nothing in them
            is real.
          </p>
          <ul>
            ${services.map((service) => html`<li><a href="/${service.id}">${service.title}</a></li>`)}
          </ul>
        </main>
      </body>
    </html>`.text;
