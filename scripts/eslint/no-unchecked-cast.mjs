/** A cast tells the compiler what nobody has checked: parse, narrow or use `satisfies` instead. `as const` is no cast. */
export const noUncheckedCast = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      cast: "`as {{type}}` is an unchecked cast; parse it with zod, narrow it, or use `satisfies`.",
    },
  },
  create(context) {
    const check = (node) => {
      const text = context.sourceCode.getText(node.typeAnnotation);
      if (text === "const" || text === "unknown") return; // forgetting a type is safe; inventing one is not
      context.report({
        node,
        messageId: "cast",
        data: { type: text.length > 40 ? `${text.slice(0, 37)}...` : text },
      });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};
