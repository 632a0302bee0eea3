import pg from "pg";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { CHANNEL } from "./event";

const FIRST_PAUSE_MS = 250;
const PAUSE_MAX_MS = 5_000;
/** A connection whose other end went silent is found by asking. */
const CHECK_EVERY_MS = 20_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** A running source of messages. */
export interface Source {
  close(): void;
}

/** Listens on one connection of its own and opens a new one whenever it is lost. */
class PgSource implements Source {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly onMessage: (text: string) => void,
    private readonly onReady: () => void,
  ) {
    this.#connect();
  }

  #connect(): void {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      application_name: "brand-automator-live",
    });
    this.#client = client;
    client.on("error", (error) => this.#lose(client, error.message));
    client.on("end", () => this.#lose(client, "it ended"));
    client.on("notification", ({ payload }) => payload !== undefined && this.onMessage(payload));
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(
        () => {
          this.#pauseMs = FIRST_PAUSE_MS;
          this.#checkLater(client);
          this.onReady();
        },
        (error: unknown) => this.#lose(client, String(error)),
      );
  }

  #checkLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      client.query("SELECT 1").then(
        () => {
          if (this.#client === client && !this.#closed) this.#checkLater(client);
        },
        (error: unknown) => this.#lose(client, String(error)),
      );
    }, CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** Once for each connection, whichever sign of its end comes first. */
  #lose(client: pg.Client, reason: string): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    logger().warn({ reason }, "live news: the listening connection was lost");
    void client.end().catch(() => undefined);
    this.#timer = setTimeout(() => this.#connect(), this.#pauseMs);
    this.#timer.unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSE_MAX_MS);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    void this.#client?.end().catch(() => undefined);
  }
}

/** @param onReady called each time it listens (again) */
export const listenToPostgres = (onMessage: (text: string) => void, onReady: () => void): Source =>
  new PgSource(onMessage, onReady);
