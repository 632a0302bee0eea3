const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "53300",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
]);
const connectionText =
  /Connection terminated|timeout exceeded when trying to connect|Can't reach database|server closed the connection|Query read timeout|Unable to start a transaction|Connection is closed|not queryable/i;

function links(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current: unknown = error;
  while (current instanceof Error && chain.length < 8) {
    chain.push(current);
    if (current instanceof AggregateError) {
      const parts: unknown[] = current.errors;
      chain.push(...parts);
    }
    current = current.cause;
  }
  return chain;
}

/**
 * Whether an error says that the database cannot be reached or is shutting down (so that a later try may work).
 * Codes: Node's errno names, SQLSTATE classes 08, 53300 and 57P (PostgreSQL, appendix A), Prisma's P1xxx and pool errors.
 */
export function isDatabaseAway(error: unknown): boolean {
  return links(error).some((link) => {
    if (!(link instanceof Error)) return false;
    const code = "code" in link ? String(link.code) : "";
    return connectionCodes.has(code) || connectionText.test(link.message);
  });
}

/** SQLSTATE of an error of pg or, below Prisma's own code, of its driver adapter. */
function sqlStateOf(error: unknown): string | undefined {
  const state = (value: unknown, key: string): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  const driver = state(state(state(error, "meta"), "driverAdapterError"), "cause");
  const code = state(driver, "originalCode") ?? state(error, "code");
  return typeof code === "string" ? code : undefined;
}

/**
 * Whether the database refused a text because Postgres has no such text: U+0000, or half a surrogate pair inside JSON
 * (SQLSTATE 22021, 22P05, and 22P02 for type json).
 */
export function isUnstorableText(error: unknown): boolean {
  const code = sqlStateOf(error);
  if (code === "22P02") return error instanceof Error && error.message.includes("for type json");
  return code === "22021" || code === "22P05";
}
