import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { type Geo, openGeo, type Place } from "./geo";

export { type Geo, openGeo, type Place } from "./geo";

let shared: Geo | undefined;

/**
 * Where a network address is, by this process's location files (GEO_CITY_FILE or the bundled country files),
 * which are opened with the first question. Unknown parts are "".
 */
export function placeOf(address: string): Place {
  shared ??= openGeo(env().GEO_CITY_FILE, (path) =>
    logger().warn({ path }, "a location file cannot be read; places of its addresses are unknown"),
  );
  return shared.find(address);
}
