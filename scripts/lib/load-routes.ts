import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import type { RouteHandler } from "@/lib/http";
import type { DocumentedRoute } from "@/lib/http/openapi/types";

const root = fileURLToPath(new URL("../../", import.meta.url));
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

const filesUnder = (folder: string, pattern: RegExp): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`)
    .filter((name) => pattern.test(name))
    .sort();

const load = async (file: string): Promise<Record<string, unknown>> => {
  const module: unknown = await import(pathToFileURL(path.join(root, file)).href);
  return typeof module === "object" && module !== null ? { ...module } : {};
};

const pathOf = (file: string): string =>
  `/${path.posix
    .dirname(file)
    .replace(/^app\//, "")
    .replaceAll(/\([^)]*\)\//g, "")
    .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`;

const isHandler = (value: unknown): value is RouteHandler => typeof value === "function" && "def" in value;

export type LoadedRoute = DocumentedRoute & { handler: RouteHandler };

/** Paths of all route files under app/api, relative to the checkout. */
export const routeFiles = (): string[] => filesUnder("app/api", /\/route\.tsx?$/);

/** What a route file exports under a method's name, declared or not. */
export interface ExportedMethod {
  method: string;
  /** Its address: "/api/v1/sites/{siteId}". */
  path: string;
  value: unknown;
}

/** Every export under a method's name of the route files of app/api/v1. */
export async function loadExportedMethods(): Promise<ExportedMethod[]> {
  const exported: ExportedMethod[] = [];
  for (const file of routeFiles().filter((name) => name.startsWith("app/api/v1/"))) {
    for (const [method, value] of Object.entries(await load(file)))
      if (METHODS.has(method)) exported.push({ method, path: pathOf(file), value });
  }
  return exported;
}

/** Every declared handler of app/api/v1, with its address. */
export async function loadDocumentedRoutes(): Promise<LoadedRoute[]> {
  return (await loadExportedMethods()).flatMap(({ method, path: at, value }) =>
    isHandler(value) ? [{ method, path: at, def: value.def, handler: value }] : [],
  );
}

/** Files whose exported schemas get a name in the document. */
export const schemaFiles = (): string[] => filesUnder("lib", /(^|\/)([a-z-]+[.-])?schemas\.ts$/);

/** Exported zod schemas by name; the domain's name goes before one that another domain has too. */
export async function loadNamedSchemas(): Promise<Map<string, z.ZodType>> {
  const named = new Map<string, z.ZodType>();
  const known = new Set<z.ZodType>();
  for (const file of schemaFiles()) {
    const domain = file.split("/")[1] ?? "";
    for (const [name, value] of Object.entries(await load(file))) {
      if (value instanceof z.ZodType && known.has(value)) continue; // passed on from another file
      // What addresses are made of is written at the operation itself.
      if (!(value instanceof z.ZodType) || /(Query|Params)$/.test(name)) continue;
      if (named.get(name) === value) continue; // passed on by another file of the domain
      known.add(value);
      named.set(named.has(name) ? `${domain.charAt(0).toUpperCase()}${domain.slice(1)}${name}` : name, value);
    }
  }
  return named;
}
