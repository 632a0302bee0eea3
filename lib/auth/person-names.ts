import { systemDb } from "@/lib/db";

/**
 * Display names of people: first and last name, or the address where there is none. The caller answers for having the
 * right to show them: pass only people of the caller's own workspace.
 */
export async function personNames(userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await systemDb().user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, email: true, profile: { select: { firstName: true, lastName: true } } },
  });
  return new Map(
    rows.map(({ id, email, profile }) => [
      id,
      [profile?.firstName, profile?.lastName].filter(Boolean).join(" ") || email,
    ]),
  );
}
