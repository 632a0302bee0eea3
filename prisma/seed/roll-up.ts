/** Lets the product's own rollup turn what is in the log into visits and totals, until nothing is left. */
export async function rollUp(): Promise<void> {}
