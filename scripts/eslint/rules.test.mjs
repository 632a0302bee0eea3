import path from "node:path";
import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, describe, it } from "vitest";
import { house } from "./index.mjs";

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
});
const at = (filename, code) => ({ code, filename: path.join(process.cwd(), filename) });
const wrong = (messageId, filename, code) => ({ ...at(filename, code), errors: [{ messageId }] });
const run = (name, valid, invalid) => tester.run(name, house.rules[name], { valid, invalid });
const VERB = "lib/crm/contacts/rename.ts";

run(
  "business-time",
  [
    at(VERB, "const at = new Date(row.at)"),
    at(VERB, "const at = now()"),
    at(VERB, "sql`SELECT id FROM t WHERE at < ${at}`"),
    at(VERB, 'const label = "do it now()"'),
  ],
  [
    wrong("date", VERB, "const at = new Date()"),
    wrong("date", VERB, "const at = Date.now()"),
    wrong("date", VERB, "const at = Date()"),
    wrong("sql", VERB, "sql`UPDATE t SET at = now() WHERE id = ${id}`"),
    wrong("sql", VERB, 'pool.query("SELECT id FROM t WHERE at < CURRENT_TIMESTAMP")'),
  ],
);

run(
  "kebab-case-files",
  [
    at(VERB, ""),
    at("lib/crm/contact-name.test.ts", ""),
    at("app/(product)/crm/[contactId]/page.tsx", ""),
    at("app/api/auth/[...nextauth]/route.ts", ""),
    at(".dependency-cruiser.cjs", ""),
  ],
  [wrong("name", "lib/crm/contactName.ts", ""), wrong("name", "components/UI/button.tsx", "")],
);

run(
  "named-exports",
  [
    at(VERB, "export const a = 1"),
    at("app/(product)/crm/page.tsx", "export default function Page() {}"),
    at("vitest.config.ts", "export default {}"),
  ],
  [
    wrong("named", VERB, "export default 1"),
    wrong("named", "components/ui/button.tsx", "const a = 1; export { a as default }"),
  ],
);

run(
  "no-double-cast",
  [at(VERB, "const a = b as unknown"), at(VERB, "const a = b as string")],
  [
    wrong("double", VERB, "const a = b as unknown as string"),
    wrong("double", "tests/api/a.test.ts", "const a = b as any as string"),
  ],
);

run(
  "no-process-env",
  [at(VERB, "const a = env().APP_URL"), at(VERB, "process.exit(1)")],
  [
    wrong("env", VERB, "const a = process.env.APP_URL"),
    wrong("env", VERB, 'const a = process["env"]'),
    wrong("env", VERB, "const { env } = process"),
  ],
);

run(
  "no-unchecked-cast",
  [
    at(VERB, "const a = [1] as const"),
    at(VERB, "const a = b satisfies C"),
    at(VERB, "const a = b as unknown"),
  ],
  [
    wrong("cast", VERB, "const a = b as string"),
    wrong("cast", VERB, "const a = JSON.parse(b) as { id: string }"),
  ],
);

run(
  "no-unsafe-sql",
  [at(VERB, "db.$queryRaw`SELECT ${a}`")],
  [wrong("unsafe", VERB, "db.$queryRawUnsafe(a)"), wrong("unsafe", VERB, 'db["$executeRawUnsafe"](a)')],
);

run(
  "system-db",
  [
    at("lib/tenancy/members.ts", 'import { systemDb } from "@/lib/db"'),
    at("lib/tracking/collect/store.ts", 'import { systemPool } from "@/lib/db"'),
    at("lib/crm/intake/accept-form.ts", 'import { systemDb } from "@/lib/db"'),
    at(VERB, 'import { appDb } from "@/lib/db"'),
  ],
  [
    wrong("system", VERB, 'import { systemDb } from "@/lib/db"'),
    wrong("system", "lib/tracking/reports/query.ts", 'import { systemPool as pool } from "@/lib/db"'),
    wrong("system", "app/api/v1/me/route.ts", 'import * as db from "@/lib/db"; db.systemDb'),
  ],
);

run(
  "tenant-scope",
  [
    at(VERB, "db.contact.findFirst({ where: { id, tenantId: ctx.tenantId } })"),
    at(VERB, "db.contact.update({ where: { tenantId_id: { tenantId, id } }, data })"),
    at(VERB, "db.contact.findMany({ where: { AND: [{ tenantId }, { name }] } })"),
    at(VERB, "const where = { tenantId, name }; db.contact.findMany({ where })"),
    at(VERB, "const args = { where: { ...{ tenantId } } }; db.contact.count(args)"),
    at(VERB, "db.user.findUnique({ where: { email } })"),
    at(VERB, "systemDb.site.findUnique({ where: { siteKey } })"),
    at(VERB, "async function unsafeCountAll() { return db.contact.count() }"),
    at(VERB, "db.contact.create({ data })"),
  ],
  [
    wrong("scope", VERB, "db.contact.findUnique({ where: { id } })"),
    wrong("scope", VERB, "db.contact.delete({ where: { id } })"),
    wrong("scope", VERB, "tx.contact.updateMany({ where: { status }, data: { tenantId } })"),
    wrong("scope", VERB, "db.contact.findMany()"),
    wrong("scope", VERB, "const where = { name }; db.contact.findMany({ where })"),
    wrong("scope", VERB, "db.contact.findMany({ where: filters(input) })"),
  ],
);
