import { relativeName } from "./helpers.mjs";

const PLAIN = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
// Next's own marks: [id], [...rest], [[...rest]], (group), @slot, _private. A route's folder may be a file's name: openapi.json.
const SEGMENT =
  /^(\(\.*\))?(\[\[?(\.\.\.)?[a-zA-Z0-9]+\]?\]|\([a-z0-9-]+\)|@[a-z0-9-]+|_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?)$/;

/** File and folder names are kebab-case; so they look alike on every disk. */
export const kebabCaseFiles = {
  meta: {
    type: "problem",
    schema: [],
    messages: { name: "'{{name}}' is not kebab-case." },
  },
  create: (context) => ({
    Program(node) {
      const parts = relativeName(context).split("/");
      const file = parts.pop().replace(/^\./, "");
      const bad = PLAIN.test(file)
        ? parts.find((part) => !part.startsWith(".") && !SEGMENT.test(part))
        : file;
      if (bad) context.report({ node, loc: { line: 1, column: 0 }, messageId: "name", data: { name: bad } });
    },
  }),
};
