/** The name of a property key or identifier, or null when it is computed. */
export function keyName(node) {
  if (!node) return null;
  if (node.type === "Identifier") return node.name;
  if (node.type === "Literal") return String(node.value);
  return null;
}

/** The property of an object literal with this name, or undefined. */
export function property(object, name) {
  if (object?.type !== "ObjectExpression") return undefined;
  return object.properties.find(
    (entry) => entry.type === "Property" && !entry.computed && keyName(entry.key) === name,
  );
}

/** Names of the functions and variables that a node stands in, innermost first. */
export function enclosingNames(node) {
  const names = [];
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "FunctionDeclaration" && at.id) names.push(at.id.name);
    if (at.type === "VariableDeclarator" && at.id.type === "Identifier") names.push(at.id.name);
    if ((at.type === "Property" || at.type === "MethodDefinition") && !at.computed)
      names.push(keyName(at.key) ?? "");
  }
  return names;
}

/** Path of the linted file from the checkout's top, with forward slashes. */
export function relativeName(context) {
  const name = context.filename.replaceAll("\\", "/");
  const top = context.cwd.replaceAll("\\", "/");
  return name.startsWith(`${top}/`) ? name.slice(top.length + 1) : name;
}
