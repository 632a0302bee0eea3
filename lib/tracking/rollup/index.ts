export { ensurePartitions, forgetOldSalts } from "./maintenance";
export { purgeSite } from "./purge-site";
export { rollUpAll, rollUpOnce } from "./roll-up";
