import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { listFiles } from "./lib/files.mjs";
import { fromRoot, root } from "./lib/paths.mjs";
import { PlainError, runMain, say } from "./lib/say.mjs";

// Read by the scripts, by docker-compose.yml or by a library, not by lib/env.
const OUTSIDE_SCHEMA = new Set([
  "DATABASE_ADMIN_URL",
  "LOG_TO_CONSOLE",
  "NEXTAUTH_URL",
  "NEXT_DIST_DIR",
  "CHROMIUM_PATH",
  "POSTGRES_PASSWORD",
  "APP_OWNER_PASSWORD",
  "APP_USER_PASSWORD",
  "APP_SYSTEM_PASSWORD",
]);
const TOP = /^(app|components|lib|prisma|workers|public|tests|scripts|\.ci)\//;
const ROOT_FILE = /^[\w.-]+\.(md|json|mjs|cjs|ts|yml|example)$/;
// Made by a command, so that a fresh checkout does not have them.
const MADE = /^(public\/t\.js|lib\/db\/generated|dist\/|\.data\/|\.next)/;

const isPath = (text) => (TOP.test(text) || ROOT_FILE.test(text)) && !/[\s<>*{}…|$]|\.\.\./.test(text);

function namedPaths(file) {
  const text = readFileSync(file, "utf8").replace(/^```[\s\S]*?^```/gm, "");
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1].replace(/[,;:.]$/, "").replace(/#.*$/, ""))
    .filter(isPath)
    .map((name) => ({ name, from: root }));
  const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1].replace(/#.*$/, ""))
    .filter((name) => name && !/^[a-z]+:/.test(name))
    .map((name) => ({ name, from: path.dirname(file) }));
  return [...quoted, ...linked].filter(({ name }) => !MADE.test(name));
}

function missingPaths() {
  const documents = listFiles(root).filter((file) => file.endsWith(".md"));
  return documents.flatMap((file) =>
    namedPaths(file)
      .filter(
        ({ name, from }) =>
          !existsSync(path.resolve(from, name)) && !existsSync(path.resolve(path.dirname(file), name)),
      )
      .map(({ name }) => `${path.relative(root, file)} names ${name}, which does not exist`),
  );
}

/** Names in .env.example and keys of the schema must be the same, but for what only scripts read. */
function envFaults() {
  const example = new Set(
    [...readFileSync(fromRoot(".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
      (m) => m[1],
    ),
  );
  const schema = new Set(
    [...readFileSync(fromRoot("lib", "env", "schema.ts"), "utf8").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
      (m) => m[1],
    ),
  );
  return [
    ...[...schema]
      .filter((name) => !example.has(name))
      .map((name) => `.env.example lacks ${name}, which lib/env/schema.ts reads`),
    ...[...example]
      .filter((name) => !schema.has(name) && !OUTSIDE_SCHEMA.has(name))
      .map((name) => `.env.example has ${name}, which nothing reads`),
  ];
}

await runMain(async () => {
  const faults = [...missingPaths(), ...envFaults()];
  for (const fault of faults) say(fault);
  if (faults.length > 0) throw new PlainError(`${faults.length} faults in the documents.`);
});
