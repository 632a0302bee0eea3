/** The environment is parsed in one place; everything else asks lib/env. */
export const noProcessEnv = {
  meta: {
    type: "problem",
    schema: [],
    messages: { env: "process.env is read in lib/env only; add the variable to its schema and call env()." },
  },
  create: (context) => ({
    MemberExpression(node) {
      const isEnv = node.property.type === "Identifier" ? node.property.name : node.property.value;
      if (node.object.type === "Identifier" && node.object.name === "process" && isEnv === "env") {
        context.report({ node, messageId: "env" });
      }
    },
    VariableDeclarator(node) {
      if (
        node.init?.type !== "Identifier" ||
        node.init.name !== "process" ||
        node.id.type !== "ObjectPattern"
      )
        return;
      if (node.id.properties.some((entry) => entry.key?.name === "env"))
        context.report({ node, messageId: "env" });
    },
  }),
};
