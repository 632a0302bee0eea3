import type { Prisma } from "./generated/client";

export { assertSafeRoles } from "./boot-check";
export { appDb, disconnectAll, systemDb } from "./clients";
export { toJson } from "./json";
export { appPool, systemPool } from "./pools";
export { inTransaction } from "./transaction";
export { Prisma } from "./generated/client";

/** A transaction with the tenant set: what withTenant hands to a verb. */
export type TenantDb = Prisma.TransactionClient;
/** A client or transaction of app_system. */
export type SystemDb = Prisma.TransactionClient;
