import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { appPool, closePools, systemPool } from "./pools";

const TRANSACTION = { maxWait: 5_000, timeout: 10_000 };

declare global {
  // As with the pools: one client a process, also across hot reloads.
  var brandAutomatorClients: { app?: PrismaClient; system?: PrismaClient } | undefined;
}

const clients = (globalThis.brandAutomatorClients ??= {});

const connect = (pool: ReturnType<typeof appPool>): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg(pool),
    omit: { user: { passwordHash: true } },
    transactionOptions: TRANSACTION,
  });

/** Prisma as app_user. Use withTenant (lib/tenancy): without a tenant context every table shows no rows. */
export const appDb = (): PrismaClient => (clients.app ??= connect(appPool()));

/** Prisma as app_system: look-ups before a tenant is known. Importable only from the folders that house rules name. */
export const systemDb = (): PrismaClient => (clients.system ??= connect(systemPool()));

/** Ends all clients and connections of this process. */
export async function disconnectAll(): Promise<void> {
  await Promise.all([clients.app?.$disconnect(), clients.system?.$disconnect()]);
  delete clients.app;
  delete clients.system;
  await closePools();
}
