export { rollUpAll, rollUpOnce } from "./rollup";
