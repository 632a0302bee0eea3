import pg from "pg";

/**
 * Runs `work` in a transaction on one connection of a pool: committed when it returns, rolled back when it throws.
 * @param begin opens the transaction; may set what holds for it ("BEGIN; SET LOCAL jit = off")
 * @throws what `work` or the database throws, with nothing written
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isHarmed = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // What the server refused has done the connection no harm; after anything else nobody knows what it still waits for.
    isHarmed = !(error instanceof pg.DatabaseError);
    await client.query("ROLLBACK").catch(() => (isHarmed = true));
    throw error;
  } finally {
    client.release(isHarmed);
  }
}
