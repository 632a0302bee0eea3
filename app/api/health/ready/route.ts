import { readiness } from "@/lib/health";

export const dynamic = "force-dynamic";

/** Readiness: 503 while the database is away. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  const headers: Record<string, string> = {
    "cache-control": "no-store",
    ...(state.status === "away" ? { "retry-after": "5" } : {}),
  };
  return Response.json(state, { status: state.status === "away" ? 503 : 200, headers });
}
