/**
 * Writes the API document and the types of the product's own client from the routes' declarations.
 * With --check: says what is not current or not valid, and writes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import openapiTS, { astToString } from "openapi-typescript";
import { buildDocument } from "@/lib/http/openapi/document";
import type { OpenApiDocument } from "@/lib/http/openapi/types";
import { loadDocumentedRoutes, loadNamedSchemas, schemaFiles } from "./lib/load-routes";
import { fromRoot } from "./lib/paths.mjs";
import { PlainError, runMain, say } from "./lib/say.mjs";
import { commentsOf } from "./lib/schema-comments";

const DOCUMENT = "lib/http/openapi/document.generated.ts";
const TYPES = "components/common/api-types.generated.ts";
const HEADER = "// Made by scripts/openapi.ts (through scripts/generate.mjs) from the routes; do not edit.\n";

/** The route that serves the document imports it: where there is none yet, an empty one stands in. */
function standIn(): void {
  if (existsSync(fromRoot(DOCUMENT))) return;
  const empty = { openapi: "3.1.0", info: {}, tags: [], paths: {}, components: {} };
  writeFileSync(fromRoot(DOCUMENT), `export const generated = ${JSON.stringify(empty)};\n`);
}

async function build(): Promise<OpenApiDocument> {
  standIn();
  const { version } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8")) as { version: string };
  return buildDocument({
    routes: await loadDocumentedRoutes(),
    named: await loadNamedSchemas(),
    comments: commentsOf(schemaFiles().map((file) => fromRoot(file))),
    version,
  });
}

async function assertValid(document: OpenApiDocument): Promise<void> {
  const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
  if (!valid) throw new PlainError(`The API document is not valid: ${JSON.stringify(errors, null, 2)}`);
}

async function generated(): Promise<Record<string, string>> {
  const document = await build();
  await assertValid(document);
  const text = JSON.stringify(document, null, 1);
  const module = `import type { OpenApiDocument } from "./types";\n\nexport const generated: OpenApiDocument = ${text};\n`;
  // The generator reads a URL or text; types only, so that nothing of it reaches a page.
  const types = astToString(await openapiTS(text, { defaultNonNullable: false, emptyObjectsUnknown: true }));
  return { [DOCUMENT]: HEADER + module, [TYPES]: `${HEADER}\n${types}` };
}

await runMain(async () => {
  const stale = Object.entries(await generated()).filter(
    ([name, text]) => !existsSync(fromRoot(name)) || readFileSync(fromRoot(name), "utf8") !== text,
  );
  if (process.argv.includes("--check")) {
    const names = stale.map(([name]) => name).join(", ");
    if (names) throw new PlainError(`Not current: ${names}; run \`node scripts/generate.mjs\`.`);
    return;
  }
  for (const [name, text] of stale) {
    writeFileSync(fromRoot(name), text);
    say(`made ${name}`);
  }
});
process.exit(); // a route may have opened something that would keep this process
