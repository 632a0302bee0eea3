import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isIP } from "node:net";
import { dirname, join } from "node:path";
import { Reader, type CityResponse } from "mmdb-lib";
import { z } from "zod";
import { RecentMap } from "@/lib/recent-map";

export type Place = { country: string; region: string; city: string };

const PLACES_MAX = 50_000;
const UNKNOWN: Place = { country: "", region: "", city: "" };

// The three layouts in use: country_code at the top (ip-location-db), flat city rows (dbip-city of ip-location-db), MaxMind's.
const Row = z.looseObject({
  country_code: z.string().optional(),
  state1: z.string().optional(),
  city: z
    .union([z.string(), z.looseObject({ names: z.record(z.string(), z.string()).optional() })])
    .optional(),
  country: z.looseObject({ iso_code: z.string().optional() }).optional(),
  subdivisions: z.array(z.looseObject({ names: z.record(z.string(), z.string()).optional() })).optional(),
});

export type GeoFiles = { v4: string | null; v6: string | null };

export type Geo = { find(address: string): Place };

/**
 * Opens the location files. A file that is missing or broken makes every address of its family "unknown"; it is no error.
 * @param cityFile path of an own mmdb file for both families (GEO_CITY_FILE), else the bundled country files
 * @param onMissing told once for each file that cannot be read
 */
export function openGeo(
  cityFile: string | undefined,
  onMissing: (path: string, error: unknown) => void,
): Geo {
  const files = cityFile ? { v4: cityFile, v6: cityFile } : bundledFiles();
  // The file of the address's own family: the v4 file answers nonsense for v6.
  const v4 = openFile(files.v4, onMissing);
  const v6 = cityFile ? v4 : openFile(files.v6, onMissing);
  const places = new RecentMap<string, Place>(PLACES_MAX);
  return {
    find(address) {
      const known = places.get(address);
      if (known) return known;
      const family = isIP(address);
      const reader = family === 4 ? v4 : family === 6 ? v6 : null;
      const place = reader ? lookUp(reader, address) : UNKNOWN;
      places.set(address, place);
      return place;
    },
  };
}

function bundledFiles(): GeoFiles {
  try {
    const folder = dirname(
      createRequire(join(process.cwd(), "package.json")).resolve(
        "@ip-location-db/geo-whois-asn-country-mmdb/package.json",
      ),
    );
    return {
      v4: join(folder, "geo-whois-asn-country-ipv4.mmdb"),
      v6: join(folder, "geo-whois-asn-country-ipv6.mmdb"),
    };
  } catch {
    return { v4: null, v6: null };
  }
}

function openFile(
  path: string | null,
  onMissing: (path: string, error: unknown) => void,
): Reader<CityResponse> | null {
  if (path === null) return null;
  try {
    return new Reader<CityResponse>(readFileSync(path));
  } catch (error) {
    onMissing(path, error);
    return null;
  }
}

function lookUp(reader: Reader<CityResponse>, address: string): Place {
  try {
    const row = Row.safeParse(reader.get(address));
    if (!row.success) return UNKNOWN;
    const { country_code, country, city, state1, subdivisions } = row.data;
    return {
      country: (country_code ?? country?.iso_code ?? "").toUpperCase().slice(0, 2),
      region: state1 ?? subdivisions?.[0]?.names?.["en"] ?? "",
      city: typeof city === "string" ? city : (city?.names?.["en"] ?? ""),
    };
  } catch {
    return UNKNOWN;
  }
}
