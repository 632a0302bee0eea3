import { relativeName } from "./helpers.mjs";

const NAMES = new Set(["systemDb", "systemPool"]);

// Each of these acts before a tenant is known, or for all tenants at once; prisma/sql and the migrations say which rows.
const ALLOWED = [
  /^lib\/(db|tenancy|auth|jobs|outbox|idempotency|rate-limit|health|email|secrets)\//,
  /^lib\/tracking\/(collect|rollup)(\/|\.ts$|-)/,
  /^lib\/tracking\/share\/open-link\.ts$/,
  /^lib\/posthog\/proxy\/find-site\.ts$/,
  /^lib\/billing\/stripe(\/|\.ts$)/,
  /^lib\/crm\/intake(\/|\.ts$)/,
  /^lib\/workspace\/people\//,
  /^lib\/[a-z-]+\/(schedules\.ts|sweeps\/)/,
  /^workers\/schedules\.ts$/,
  /^(prisma|scripts|tests)\//,
];

/** The client that sees more than one tenant is imported by name in a few places only. */
export const systemDb = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      system:
        "{{name}} may be used only where no tenant is known yet (tenancy, auth, collect, rollup, jobs …); use withTenant.",
    },
  },
  create(context) {
    const name = relativeName(context);
    if (ALLOWED.some((pattern) => pattern.test(name))) return {};
    return {
      ImportSpecifier(node) {
        if (NAMES.has(node.imported.name) && node.importKind !== "type") {
          context.report({ node, messageId: "system", data: { name: node.imported.name } });
        }
      },
      MemberExpression(node) {
        if (!node.computed && NAMES.has(node.property.name)) {
          context.report({ node, messageId: "system", data: { name: node.property.name } });
        }
      },
    };
  },
};
