export { rollUpAll, rollUpOnce } from "./roll-up";
