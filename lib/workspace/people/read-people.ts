import { systemPool } from "@/lib/db";

/** What a workspace may know of a person. */
export interface PersonFacts {
  id: string;
  email: string;
  name: string;
  avatarUrl: string | null;
  isEmailVerified: boolean;
  lastSeenAt: Date | null;
  hasSecondFactor: boolean;
}

const SQL = `
  SELECT u.id, u.email, coalesce(nullif(trim(concat_ws(' ', p.first_name, p.last_name)), ''), u.email) AS name,
    p.avatar_url AS "avatarUrl", u.email_verified_at IS NOT NULL AS "isEmailVerified",
    (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeenAt",
    EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor"
  FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id WHERE u.id = ANY($1::uuid[])`;

/**
 * People by id; who does not exist any more is not in the answer. People belong to no workspace, so the caller answers for
 * having a right to them: pass only ids that the caller's own workspace refers to.
 */
export async function readPeople(ids: Iterable<string>): Promise<Map<string, PersonFacts>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await systemPool().query<PersonFacts>(SQL, [wanted]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The account of an address, if there is one. @param email in lower case */
export async function findPersonId(email: string): Promise<string | null> {
  const { rows } = await systemPool().query<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]);
  return rows[0]?.id ?? null;
}

/** What is shown where a person has gone. */
export const GONE_PERSON = "A former member";

/** Id and name, also of someone whose account is gone. */
export const nameOf = (people: ReadonlyMap<string, PersonFacts>, id: string) => ({
  id,
  name: people.get(id)?.name ?? GONE_PERSON,
});
