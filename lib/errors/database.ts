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
  /Connection terminated|timeout exceeded when trying to connect|Can't reach database|server closed the connection|Unable to start a transaction|Connection is closed|not queryable/i;

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
