import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { ServiceContext } from "../../service";
import type { DropAfterData, RefuseRecipient, Slow } from "./faults";
import type { Inbox } from "./inbox";

const MESSAGE_BYTES_MAX = 25 * 1024 * 1024;

/** An answer of the SMTP server other than yes. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

const REFUSALS = {
  550: "5.1.1 The email account that you tried to reach does not exist",
  451: "4.3.0 Temporary problem, try again later",
} as const;

const addressesOf = ({ envelope }: SMTPServerSession): string[] =>
  envelope.rcptTo.map(({ address }) => address.toLowerCase());

/** The mail server: takes what comes, from this machine only, with or without a log-in, into the inbox. */
export class Smtp {
  readonly #server: SMTPServer;
  readonly #sockets = new Map<number, Socket>();

  constructor(
    private readonly inbox: Inbox,
    private readonly context: ServiceContext,
  ) {
    this.#server = new SMTPServer({
      banner: "Brand Automator sandbox",
      disabledCommands: ["STARTTLS"],
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      size: MESSAGE_BYTES_MAX,
      onAuth: ({ username }, _session, done) => done(null, { user: username ?? "anyone" }),
      onRcptTo: ({ address }, _session, done) => done(this.#refusal(address)),
      onData: (stream, session, done) => {
        this.#take(stream, session).then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    // A client that goes away in the middle is its own affair.
    this.#server.on("error", () => undefined);
    this.#server.server.on("connection", (socket: Socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      socket.setNoDelay(true); // its answers are small and many
      this.#sockets.set(remotePort, socket);
      socket.once("close", () => this.#sockets.delete(remotePort));
    });
  }

  async listen(port: number, host: string): Promise<void> {
    this.#server.listen(port, host);
    const { server } = this.#server;
    if (!server.listening) await once(server, "listening");
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  #refusal(recipient: string): Error | null {
    const address = recipient.toLowerCase();
    const fault = this.context.takeFault<RefuseRecipient>(
      "refuse-recipient",
      ({ to }) => to === undefined || to === address,
    );
    if (!fault) return null;
    this.context.note({ method: "SMTP", path: `/${address}`, body: "", status: fault.code });
    return new SmtpRefusal(fault.code, REFUSALS[fault.code]);
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
    if (stream.sizeExceeded) throw new SmtpRefusal(552, "5.3.4 Message too big");
    const to = addressesOf(session);
    await wait(this.context.latencyMs() + (this.context.takeFault<Slow>("slow")?.ms ?? 0));
    const drop = this.context.takeFault<DropAfterData>(
      "drop-after-data",
      (fault) => fault.to === undefined || to.includes(fault.to),
    );
    if (drop?.keep !== false) await this.inbox.add(Buffer.concat(chunks), to, this.context.nowMs());
    this.context.note({ method: "SMTP", path: `/${to.join(",")}`, body: "", status: drop ? 0 : 250 });
    if (drop) this.#sockets.get(session.remotePort)?.destroy();
  }
}
