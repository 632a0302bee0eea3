import { businessTime } from "./business-time.mjs";
import { kebabCaseFiles } from "./kebab-case-files.mjs";
import { namedExports } from "./named-exports.mjs";
import { noDoubleCast } from "./no-double-cast.mjs";
import { noProcessEnv } from "./no-process-env.mjs";
import { noUncheckedCast } from "./no-unchecked-cast.mjs";
import { noUnsafeSql } from "./no-unsafe-sql.mjs";
import { systemDb } from "./system-db.mjs";
import { tenantScope } from "./tenant-scope.mjs";

/** The house rules that a tool can check; each has its tests beside it. */
export const house = {
  meta: { name: "house" },
  rules: {
    "business-time": businessTime,
    "kebab-case-files": kebabCaseFiles,
    "named-exports": namedExports,
    "no-double-cast": noDoubleCast,
    "no-process-env": noProcessEnv,
    "no-unchecked-cast": noUncheckedCast,
    "no-unsafe-sql": noUnsafeSql,
    "system-db": systemDb,
    "tenant-scope": tenantScope,
  },
};
