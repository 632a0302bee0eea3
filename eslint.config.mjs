import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { house } from "./scripts/eslint/index.mjs";

const PRODUCT = ["{lib,app,components,workers}/**/*.{ts,tsx}", "*.ts"];
const TESTS = ["**/*.test.{ts,tsx,mjs}", "tests/**"];
const long = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      ".next*/",
      ".data/",
      "dist/",
      "coverage/",
      "public/",
      "next-env.d.ts",
      "lib/db/generated/",
      "**/*.generated.ts",
    ],
  },
  {
    plugins: { house },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "house/kebab-case-files": "error",
      "house/named-exports": "error",
      "max-lines": long(300),
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-coercion": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "house/no-double-cast": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off", // a handler may be async by contract
      "@typescript-eslint/only-throw-error": "off", // Next's redirect and notFound throw their own
    },
  },
  {
    files: PRODUCT,
    rules: {
      "no-console": "error",
      "house/no-process-env": "error",
      "house/no-unchecked-cast": "error",
      "house/no-unsafe-sql": "error",
      "house/system-db": "error",
    },
  },
  { files: ["lib/**/*.ts"], rules: { "house/business-time": "error", "house/tenant-scope": "error" } },
  { files: ["{lib,workers}/**/*.ts"], rules: { "max-lines-per-function": long(50) } },
  { files: ["{app,components}/**/*.{ts,tsx}"], rules: { "max-lines-per-function": long(120) } },
  {
    files: ["**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  // The tracker runs in a stranger's browser: its clock is the browser's, its size matters more than its shape.
  { files: ["lib/tracking/{tracker,recorder,posthog-script}/**"], rules: { "house/business-time": "off" } },
  { files: ["lib/clock/**"], rules: { "house/business-time": "off" } },
  { files: ["lib/env/**", "*.config.ts", "instrumentation.ts"], rules: { "house/no-process-env": "off" } },
  {
    files: [...TESTS, "**/schemas.ts", "**/*-schemas.ts", "**/*.data.ts"],
    rules: { "max-lines": long(600) },
  },
  {
    files: TESTS,
    rules: {
      "max-lines-per-function": "off",
      "no-console": "off",
      "house/no-process-env": "off",
      "house/no-unchecked-cast": "off",
      "house/business-time": "off",
      "house/tenant-scope": "off",
      "@typescript-eslint/no-unsafe-assignment": "off", // expect.any() and friends are `any` by their types
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
