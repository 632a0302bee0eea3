import { Redis } from "ioredis";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { CHANNEL } from "./event";
import type { Source } from "./pg-source";

let publisher: Redis | undefined;

/** Publishes without waiting for a Redis that is away. @throws ioredis's error */
export async function publishToRedis(url: string, text: string): Promise<void> {
  if (!publisher) {
    publisher = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: 2_000,
      lazyConnect: true,
    });
    publisher.on("error", () => undefined); // publishing tells it
    await publisher.connect();
  }
  await publisher.publish(CHANNEL, text);
}

/** Ends the connection for publishing. */
export function closeRedisPublisher(): void {
  publisher?.disconnect();
  publisher = undefined;
}

/** Listens on a connection of its own; ioredis opens it anew and subscribes again by itself. */
export function listenToRedis(onMessage: (text: string) => void, onReady: () => void): Source {
  const client = new Redis(env().REDIS_URL ?? "", {
    connectTimeout: 3_000,
    maxRetriesPerRequest: null,
    lazyConnect: false,
  });
  client.on("error", (error: Error) => logger().warn({ reason: error.message }, "live news: Redis is away"));
  client.on("message", (_channel: string, text: string) => onMessage(text));
  client.on("ready", () => {
    client.subscribe(CHANNEL).then(onReady, () => undefined);
  });
  return { close: () => client.disconnect() };
}
