const UNSAFE = new Set(["$queryRawUnsafe", "$executeRawUnsafe"]);

/** Strings made into SQL are how injections begin: tagged templates carry values as parameters. */
export const noUnsafeSql = {
  meta: {
    type: "problem",
    schema: [],
    messages: { unsafe: "{{name}} is refused; use the tagged template, which passes values as parameters." },
  },
  create: (context) => ({
    MemberExpression(node) {
      const name = node.computed ? node.property.value : node.property.name;
      if (UNSAFE.has(name)) context.report({ node, messageId: "unsafe", data: { name } });
    },
  }),
};
