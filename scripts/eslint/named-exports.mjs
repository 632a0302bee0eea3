import { relativeName } from "./helpers.mjs";

const NEXT_FILES =
  /^app\/(.*\/)?(page|layout|template|loading|error|global-error|not-found|default|sitemap|robots|manifest|icon|apple-icon|opengraph-image)\.tsx?$/;
const CONFIG = /(^|\/)[a-z.-]+\.config\.(ts|mjs|js|cjs)$/;

/** A thing has one name everywhere; only files whose reader asks for a default (Next, tools) have one. */
export const namedExports = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      named: "Use a named export; defaults are for Next's page and layout files and for tool configuration.",
    },
  },
  create(context) {
    const name = relativeName(context);
    if (NEXT_FILES.test(name) || CONFIG.test(name)) return {};
    return {
      ExportDefaultDeclaration: (node) => context.report({ node, messageId: "named" }),
      ExportSpecifier(node) {
        if (node.exported.name === "default") context.report({ node, messageId: "named" });
      },
    };
  },
};
