import { readFileSync } from "node:fs";
import ts from "typescript";
import type { SchemaComments } from "@/lib/http/openapi/types";

/** A doc comment as one line of plain text. */
function commentOf(node: ts.Node): string | undefined {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((part) => ts.getTextOfJSDocComment(part.comment) ?? "")
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return text === "" ? undefined : text;
}

/** Comments at the fields of all object literals below a node, by dotted path. */
function collect(node: ts.Node, at: string, found: Record<string, string>): void {
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    if (!ts.isIdentifier(node.name)) return;
    const here = at === "" ? node.name.text : `${at}.${node.name.text}`;
    const text = commentOf(node);
    if (text !== undefined) found[here] ??= text;
    if (ts.isPropertyAssignment(node)) collect(node.initializer, here, found);
    return;
  }
  ts.forEachChild(node, (child) => collect(child, at, found));
}

/** The schema that another one is made from: RequestDto in `RequestDto.extend({ … })`. */
function baseOf(node: ts.Expression): string | undefined {
  if (ts.isCallExpression(node)) return baseOf(node.expression);
  if (ts.isPropertyAccessExpression(node)) return baseOf(node.expression);
  return ts.isIdentifier(node) ? node.text : undefined;
}

/**
 * What schema files say of their schemas and fields in doc comments, so that the API document says it too.
 * @param files paths of TypeScript files
 */
export function commentsOf(files: readonly string[]): SchemaComments {
  const comments: SchemaComments = {};
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || !initializer) continue;
        const found: Record<string, string> = {};
        const text = commentOf(statement);
        if (text !== undefined) found[""] = text;
        collect(initializer, "", found);
        const { "": _own, ...inherited } = comments[baseOf(initializer) ?? ""] ?? {};
        comments[name.text] ??= { ...inherited, ...found };
      }
    }
  }
  return comments;
}
