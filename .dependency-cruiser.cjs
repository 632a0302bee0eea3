// Directions of import (ARCHITECTURE.md). A domain is a folder of lib that is not in the kernel or at the edge.
const KERNEL_NAMES =
  "audit|client-address|clock|csv|db|email|env|errors|geo|idempotency|ids|jobs|live|logger|outbound|outbox|paging|passwords|pdf|rate-limit|recent-map|secrets|storage|tenancy";
const EDGE_NAMES = "http|auth";
const KERNEL = `^lib/(?:${KERNEL_NAMES})(?:/|$)`;
const EDGE = `^lib/(?:${EDGE_NAMES})(?:/|$)`;
// The only group is the domain's own name, which the rules below call $1.
const DOMAIN = `^lib/(?!(?:${KERNEL_NAMES}|${EDGE_NAMES})/)([^/]+)/`;
const TEST_FILE = "\\.test\\.tsx?$|^tests/";
// Where the kernel meets the domains: the generated list of all jobs, and which of them follow an event.
const REGISTRY = "^lib/jobs/(?:registry\\.generated|subscriptions)\\.ts$";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "Two files that need each other are one file, or lack a third.",
      severity: "error",
      from: { pathNot: "^lib/db/generated/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "lib-is-below",
      comment: "lib knows nothing of pages, components or processes.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|workers)/" },
    },
    {
      name: "kernel-knows-no-domain",
      severity: "error",
      from: { path: KERNEL, pathNot: [TEST_FILE, REGISTRY] },
      to: { path: DOMAIN },
    },
    {
      name: "kernel-is-below-http-and-auth",
      severity: "error",
      from: { path: KERNEL, pathNot: TEST_FILE },
      to: { path: EDGE },
    },
    {
      name: "domains-know-no-http",
      comment: "Verbs run in the worker too; requests and sessions stay at the edge.",
      severity: "error",
      from: { path: DOMAIN, pathNot: TEST_FILE },
      to: { path: "^lib/http/" },
    },
    {
      name: "auth-is-below-http",
      severity: "error",
      from: { path: "^lib/auth/", pathNot: TEST_FILE },
      to: { path: "^lib/http/" },
    },
    {
      name: "domains-meet-at-index",
      comment: "A domain calls another through its index.ts (or its schemas); other effects are events.",
      severity: "error",
      from: { path: DOMAIN, pathNot: TEST_FILE },
      to: { path: DOMAIN, pathNot: ["^lib/$1/", "^lib/[^/]+/(?:index|[a-z-]*schemas)\\.ts$"] },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: TEST_FILE },
      to: { path: TEST_FILE },
    },
    {
      name: "react-and-next-stay-above",
      comment: "The worker loads every domain in plain Node.",
      severity: "error",
      from: {
        path: "^(lib|workers)/",
        pathNot: ["^lib/http/", "^lib/auth/(session|page)[a-z-]*\\.tsx?$", TEST_FILE],
      },
      to: { path: "^node_modules/(next|react|react-dom|server-only)/" },
    },
    {
      name: "pages-know-no-database",
      severity: "error",
      from: { path: "^(app|components)/" },
      to: { path: ["^lib/db/", "^node_modules/(@prisma|pg)/"] },
    },
    {
      name: "internal-is-internal",
      severity: "error",
      from: { path: "^(app|components|workers)/" },
      to: { path: "/internal\\.ts$" },
    },
    {
      name: "components-know-shapes-only",
      comment: "Components take zod schemas and types from a domain; data comes from pages and /api/v1.",
      severity: "error",
      from: { path: "^components/", pathNot: TEST_FILE },
      to: {
        path: "^lib/",
        pathNot: ["/[a-z-]*schemas\\.ts$", "^lib/(utils|ui|client|format|tenancy/permissions)"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: ["^lib/[^/]+/[a-z-]*schemas\\.ts$", "^components/(?!(?:ui|lib)/)"] },
    },
    {
      name: "app-uses-no-worker",
      severity: "error",
      from: { path: "^(app|components)/" },
      to: { path: "^workers/" },
    },
    {
      name: "found",
      comment: "An import that leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|\\.data|lib/db/generated/internal)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
  },
};
