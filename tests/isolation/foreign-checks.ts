import type pg from "pg";
import { describe, expect, it } from "vitest";
import { fingerprint, mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { type Answer, call } from "../fixtures/tenants";
import { referencesOf } from "./examples";
import { callOf, isChange, type TenantRoute, withQuery, writes } from "./routes";

interface World {
  admin: pg.Pool;
  a: RichTenant;
  b: RichTenant;
}

/** Questions under way at the same time: no more than the pool has connections for. */
const AT_ONCE = 4;

/** Routes that pass over ids which are not the caller's own instead of refusing the whole call. */
const PASS_OVER: Record<string, string> = {
  "POST /api/v1/notifications/read": "marks those of the given ids that are the caller's own",
};

/** Reads whose answer holds nothing of the workspace's rows that a marker could show. */
const WITHOUT_MARKER: Record<string, string> = {
  "GET /api/v1/live": "a stream: it names topics as they happen",
  "GET /api/v1/posthog/flags": "what PostHog says, and nothing is called there",
  "GET /api/v1/posthog/insights": "what PostHog says, and nothing is called there",
};

const showsMarker = (answer: Answer, of: RichTenant): boolean =>
  [of.marker, String(of.total), ...of.uuids].some((text) => answer.text.includes(text));

/** A body that names one record, and no others where they may be left out: they could be refused first. */
function naming(
  route: TenantRoute,
  body: unknown,
  references: string[],
  [field, id]: [field: string, id: unknown],
): Record<string, unknown> {
  const full = { ...(body as Record<string, unknown>), [field]: id };
  const others = references.filter((name) => name !== field);
  const short = Object.fromEntries(Object.entries(full).filter(([name]) => !others.includes(name)));
  return route.def.input?.body?.safeParse(short).success ? short : full;
}

/**
 * Workspace B's owner tries workspace A's ids on every route: 404, nothing of A in any answer, nothing written.
 * Runs twice: with all belts, and with row-level security off, where the verbs' own filters must hold alone.
 */
export function foreignChecks(title: string, routes: readonly TenantRoute[], world: () => World): void {
  describe.each(routes.map((route) => [route.name, route] as const))(
    `${title}: B on A's records: %s`,
    (_name, route) => {
      const unchanged = async (work: () => Promise<void>): Promise<void> => {
        const { admin, a, b } = world();
        const before = await fingerprint(admin, [a.tenantId, b.tenantId]);
        await work();
        expect(await fingerprint(admin, [a.tenantId, b.tenantId])).toEqual(before);
      };

      if (route.params.length > 0)
        it("404 for A's ids in the path, and nothing changed", () =>
          unchanged(async () => {
            const { a, b } = world();
            const { body } = callOf(route, b);
            const answer = await call(route.handler, { ...callOf(route, a), body, as: b.owner });
            expect(answer.status, answer.text).toBe(404);
            expect(showsMarker(answer, a)).toBe(false);
          }));

      if (route.params.length === 0 && !isChange(route))
        it("lists show none of A's rows, and some of B's", () =>
          unchanged(async () => {
            const { a, b } = world();
            const answer = await call(route.handler, { ...callOf(route, b), as: b.owner });
            expect(answer.status, answer.text).toBe(200);
            expect(showsMarker(answer, a), answer.text).toBe(false);
            if (!(route.name in WITHOUT_MARKER)) expect(showsMarker(answer, b), answer.text).toBe(true);
          }));

      it("names no field of another record that these checks would not try", () => {
        const named = [route.def.input?.body, route.def.input?.query].flatMap(referencesOf);
        for (const field of named) expect(field in world().a.ids || field === "ids", field).toBe(true);
      });

      const inBody = referencesOf(route.def.input?.body);
      if (inBody.length > 0)
        it(`404 for A's ids in the body (${inBody.join(", ")}), and nothing changed`, async () => {
          for (const field of inBody) {
            await unchanged(async () => {
              const { a, b } = world();
              const theirs = callOf(route, a).body as Record<string, unknown>;
              const id = theirs[field] ?? a.ids[field];
              const body = naming(route, callOf(route, b).body, inBody, [field, id]);
              const answer = await call(route.handler, { ...callOf(route, b), body, as: b.owner });
              if (!(route.name in PASS_OVER)) expect(answer.status, `${field}: ${answer.text}`).toBe(404);
              expect(answer.status).toBeLessThan(500);
              expect(showsMarker(answer, a), answer.text).toBe(false);
            });
          }
        });

      const inQuery = referencesOf(route.def.input?.query);
      if (inQuery.length > 0 || route.def.input?.query)
        it(`A's ids in the query (${[...inQuery, "cursor"].join(", ")}) show nothing`, () =>
          unchanged(async () => {
            const { admin, a, b: other } = world();
            const b = writes(route) ? await mintRichTenant(admin) : other;
            const ask = async (field: string, id: string) => {
              const own = callOf(route, b);
              const answer = await call(route.handler, {
                ...own,
                path: withQuery(own.path ?? "", `${field}=${id}`),
                as: b.owner,
              });
              expect([200, 404, 422], answer.text).toContain(answer.status);
              const text = answer.text.replaceAll(id, "");
              expect(showsMarker({ ...answer, text }, a), `${field}: ${answer.text}`).toBe(false);
            };
            const questions: [string, string][] = [
              ...inQuery.map((field): [string, string] => [field, a.ids[field] ?? ""]),
              ...a.uuids.map((id): [string, string] => ["cursor", id]),
            ];
            while (questions.length > 0)
              await Promise.all(questions.splice(0, AT_ONCE).map(([field, id]) => ask(field, id)));
          }));
    },
  );
}
