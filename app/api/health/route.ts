/** Liveness: the process answers. It asks nothing of the database, so that an outage there restarts nothing. */
export const dynamic = "force-dynamic";

export const GET = (): Response =>
  Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
