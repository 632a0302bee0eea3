import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "../../control/call";
import { isOwnOrNoPage } from "../../control/guard";
import { pageHeaders } from "../../page";
import { redirect, type SandboxService, send, sendJson, type ServiceContext } from "../../service";
import type { SandboxSettings } from "../../settings";
import { mailFaults } from "./faults";
import { Inbox, type StoredMessage, toMessage } from "./inbox";
import { FRAME_MAY, inboxPage, messagePage } from "./pages";
import { Smtp } from "./smtp";

const WAIT_MS_MAX = 30_000;
const WAIT_STEP_MS = 25;

/** A mail server and the inbox of everybody to whom the product writes. */
export function createMail({
  host,
  smtpPort,
  appUrl,
}: Pick<SandboxSettings, "host" | "smtpPort" | "appUrl">): SandboxService {
  const inbox = new Inbox();
  let smtp: Smtp | undefined;
  return {
    id: "mail",
    title: "Inbox, with every e-mail that the product sends",
    page: "/mail",
    ownFaults: mailFaults,
    reset: () => inbox.clear(),
    start: async (context: ServiceContext) => {
      smtp = new Smtp(inbox, context);
      await smtp.listen(smtpPort, host);
    },
    stop: async () => smtp?.close(),
    handle: (request, response, url, call) => answer({ inbox, appUrl, request, response, url, call }),
  };
}

type Asked = {
  inbox: Inbox;
  appUrl: string;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  call: Call;
};

async function answer(asked: Asked): Promise<void> {
  const { inbox, request, response, url, call } = asked;
  const [, area, id, part] = call.path.split("/");
  if (request.method === "POST" && call.path === "/delete") {
    if (!isOwnOrNoPage(request)) return refuse(asked, 403, "Only this page may delete messages.");
    inbox.clear();
    return redirect(response, "/mail");
  }
  if (request.method !== "GET" && request.method !== "HEAD")
    return refuse(asked, 405, "This is for reading.");
  if (call.path === "/") {
    const to = url.searchParams.get("to") ?? undefined;
    const body = inboxPage(inbox.list(to), to);
    return send(request, response, { type: "text/html", body, headers: pageHeaders() });
  }
  if (area === "messages" && id === undefined)
    return sendJson(request, response, (await arrived(asked)).map(toMessage));
  const message = id === undefined ? undefined : inbox.find(id);
  if (!message) return refuse(asked, 404, "There is no such message.");
  if (area === "messages") return sendJson(request, response, toMessage(message));
  if (area === "view") return show(asked, message, part);
  refuse(asked, 404, "There is nothing here.");
}

const refuse = ({ request, response }: Asked, status: number, body: string): void =>
  send(request, response, { status, type: "text/plain", body });

/** The messages asked for; with `waitMs` the answer waits until there is one that came after the message `after`. */
async function arrived({ inbox, url }: Asked): Promise<readonly StoredMessage[]> {
  const { searchParams } = url;
  const list = (): readonly StoredMessage[] => {
    const all = inbox.list(searchParams.get("to") ?? undefined);
    const seen = all.findIndex(({ id }) => id === searchParams.get("after"));
    return seen === -1 ? all : all.slice(0, seen);
  };
  const deadlineMs = Date.now() + Math.min(Number(searchParams.get("waitMs")) || 0, WAIT_MS_MAX);
  while (list().length === 0 && Date.now() < deadlineMs) await wait(WAIT_STEP_MS);
  return list();
}

function show({ request, response, appUrl }: Asked, message: StoredMessage, part: string | undefined): void {
  if (part === undefined)
    return send(request, response, { type: "text/html", body: messagePage(message), headers: pageHeaders() });
  if (part === "source")
    return send(request, response, { type: "text/plain", body: message.source.toString("utf8") });
  // The message is a stranger here: no script, no form, nothing fetched but pictures of the product itself.
  send(request, response, {
    type: "text/html",
    body: withLinksToTop(message.html ?? ""),
    headers: {
      "Content-Security-Policy": `default-src 'none'; style-src 'unsafe-inline'; img-src data: ${new URL(appUrl).origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${FRAME_MAY}`,
      "Referrer-Policy": "no-referrer",
    },
  });
}

/** The frame is no place to follow a link in; a tag before the doctype would put the browser into its quirks mode. */
function withLinksToTop(text: string): string {
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(text) ? text.replace(/<head[^>]*>/i, (head) => head + base) : base + text;
}
