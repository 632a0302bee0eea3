/** Time that decides something comes from lib/clock, so that tests can set it; SQL gets it as a parameter. */
export const businessTime = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      date: "Ask lib/clock for the time (now(), nowMs()); a bare clock cannot be set by a test.",
      sql: "Pass the time into SQL as a parameter from lib/clock; now() is for createdAt defaults in migrations.",
    },
  },
  create(context) {
    const SQL_NOW = /\b(now\s*\(\s*\)|current_timestamp|clock_timestamp\s*\(|statement_timestamp\s*\()/i;
    const SQL = /\b(select|insert\s+into|update|delete\s+from|where|values|returning|on conflict)\b/i;
    const isSql = (text) => SQL.test(text) && SQL_NOW.test(text);
    return {
      NewExpression(node) {
        if (node.callee.name === "Date" && node.arguments.length === 0)
          context.report({ node, messageId: "date" });
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === "Identifier" && callee.name === "Date")
          context.report({ node, messageId: "date" });
        if (
          callee.type === "MemberExpression" &&
          callee.object.name === "Date" &&
          callee.property.name === "now"
        ) {
          context.report({ node, messageId: "date" });
        }
      },
      Literal(node) {
        if (typeof node.value === "string" && isSql(node.value)) context.report({ node, messageId: "sql" });
      },
      TemplateLiteral(node) {
        if (isSql(node.quasis.map((part) => part.value.raw).join("?")))
          context.report({ node, messageId: "sql" });
      },
    };
  },
};
