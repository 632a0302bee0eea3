import "@prisma/schema-engine-wasm/schema_engine_bg";

declare module "@prisma/schema-engine-wasm/schema_engine_bg" {
  /** Left out of the package's own types, since its bundler builds call it themselves. */
  export function __wbg_set_wasm(this: void, exports: WebAssembly.Exports): void;
}
