import { enclosingNames, keyName, property } from "./helpers.mjs";

const METHODS = new Set([
  "findFirst", "findFirstOrThrow", "findUnique", "findUniqueOrThrow", "findMany", "update", "updateMany",
  "updateManyAndReturn", "delete", "deleteMany", "upsert", "count", "aggregate", "groupBy",
]); // prettier-ignore

const GLOBAL_MODELS = new Set([
  "tenant",
  "user",
  "userProfile",
  "session",
  "refreshToken",
  "accountToken",
  "userIdentity",
  "secondFactor",
  "recoveryCode",
  "outgoingEmail",
  "emailSuppression",
  "rateLimit",
  "rollupCursor",
]);

/** Whether a `where` names the tenant: tenantId itself, or a compound unique such as tenantId_id. */
function namesTenant(where) {
  if (where.type !== "ObjectExpression") return null;
  return where.properties.some((entry) => {
    if (entry.type === "SpreadElement") return namesTenant(entry.argument) ?? false;
    const name = keyName(entry.key) ?? "";
    if (name === "tenantId" || name.startsWith("tenantId_")) return true;
    return (
      name === "AND" &&
      entry.value.type === "ArrayExpression" &&
      entry.value.elements.some((part) => part && namesTenant(part))
    );
  });
}

/** The literal that a local constant was given, so that `where` may be built above the call. */
function resolve(context, node) {
  if (node?.type !== "Identifier") return node;
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const definition = scope.set.get(node.name)?.defs[0];
    if (definition) return definition.node.init ?? null;
  }
  return null;
}

/**
 * The first belt of isolation: a Prisma call on a tenant's table names the tenant in its own `where`, though row-level
 * security stands behind it. Exempt: global tables, systemDb, and whatever is named unsafe….
 */
export const tenantScope = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      scope:
        "{{model}}.{{method}} has no tenantId in its where; take it from ctx, or name the function unsafe… with its reason.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.computed || !METHODS.has(callee.property.name)) return;
      const model = callee.object;
      if (model.type !== "MemberExpression" || model.computed || model.object.type !== "Identifier") return;
      if (!/^(db|tx|appDb|tenantDb)$/.test(model.object.name) || GLOBAL_MODELS.has(model.property.name))
        return;
      if (enclosingNames(node).some((name) => name.startsWith("unsafe"))) return;
      const args = resolve(context, node.arguments[0]);
      const where = property(args, "where");
      const value = where && resolve(context, where.value);
      if (value && namesTenant(value)) return;
      context.report({
        node,
        messageId: "scope",
        data: { model: model.property.name, method: callee.property.name },
      });
    },
  }),
};
