import nodemailer from "nodemailer";
import { env } from "@/lib/env";
import { EMAIL_OFF, sender, type SmtpServer, smtpServer } from "./settings";
import type { RenderedEmail } from "./template";

const CONNECT_TIMEOUT_MS = 10_000;
/** Longest silence of the server. */
const SOCKET_TIMEOUT_MS = 20_000;
/** Longest delivery in all; shorter than the lease of a row (send.ts). */
const SEND_TIMEOUT_MS = 60_000;

const poolOf = (server: SmtpServer) =>
  nodemailer.createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTLS,
    ignoreTLS: server.ignoreTLS,
    ...(server.auth ? { auth: server.auth } : {}),
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // A message is text of our own making; nothing in it may make this server read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

let open: { url: string; pool: ReturnType<typeof poolOf> } | undefined;

function pool(): ReturnType<typeof poolOf> {
  const url = env().SMTP_URL;
  if (url === undefined) throw new Error(EMAIL_OFF);
  if (open?.url !== url) {
    closeEmail();
    open = { url, pool: poolOf(smtpServer(url)) };
  }
  return open.pool;
}

/** Closes idle connections to the mail server. */
export function closeEmail(): void {
  open?.pool.close();
  open = undefined;
}

/**
 * Hands one message to the mail server.
 * @param messageId the same at each try, so that a message that was accepted twice can be told to be one
 * @throws nodemailer's error, or one of ours after a minute; `faultOf` reads them
 */
export async function deliver(to: string, messageId: string, email: RenderedEmail): Promise<void> {
  const sending = pool().sendMail({
    from: sender(),
    to: { name: "", address: to },
    messageId,
    subject: email.subject,
    text: email.text,
    html: email.html,
    headers: {
      // RFC 3834: nobody is on holiday for this; the second is what Exchange reads.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(email.unsubscribeUrl === undefined
        ? {}
        : {
            "List-Unsubscribe": `<${email.unsubscribeUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The mail server took longer than ${SEND_TIMEOUT_MS} ms.`)),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([sending, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
