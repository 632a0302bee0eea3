/** `as unknown as X` silences the compiler altogether, so it is refused everywhere, tests included. */
export const noDoubleCast = {
  meta: {
    type: "problem",
    schema: [],
    messages: { double: "`as unknown as` is refused; narrow the value or change the type that is wrong." },
  },
  create: (context) => ({
    TSAsExpression(node) {
      if (node.expression.type !== "TSAsExpression") return;
      const inner = node.expression.typeAnnotation.type;
      if (inner === "TSUnknownKeyword" || inner === "TSAnyKeyword")
        context.report({ node, messageId: "double" });
    },
  }),
};
