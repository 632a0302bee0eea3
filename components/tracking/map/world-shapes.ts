import { geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import { COUNTRY_OF_NUMBER, SMALL_PLACES } from "./country-numbers";

export const MAP_WIDTH = 800;
export const MAP_HEIGHT = 388;

export type WorldShape = { id: string; code: string | null; path: string };
export type SmallPlace = { code: string; x: number; y: number };
export type World = { shapes: readonly WorldShape[]; places: readonly SmallPlace[] };

type Countries = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

/** Whether the file is the topology it is known to be; its inferred type has too wide strings to say so. */
const isTopology = (value: unknown): value is Countries =>
  typeof value === "object" && value !== null && "objects" in value && "arcs" in value;

let drawn: World | undefined;

/**
 * Outlines of all countries in the natural earth projection, as SVG paths; drawn once. Antarctica is left out: nobody
 * visits from there, and everybody else gets its room. The atlas (Natural Earth, public domain) has no number for
 * Kosovo, which is known by its name.
 */
export function drawWorld(): World {
  if (drawn) return drawn;
  if (!isTopology(atlas)) return { shapes: [], places: [] };
  const all = feature(atlas, atlas.objects.countries);
  const countries = { ...all, features: all.features.filter((country) => country.id !== "010") };
  const projection = geoNaturalEarth1().fitSize([MAP_WIDTH, MAP_HEIGHT], countries);
  const toPath = geoPath(projection).digits(1);
  drawn = {
    shapes: countries.features.flatMap((country, index) => {
      const path = toPath(country);
      const code = country.properties.name === "Kosovo" ? "XK" : COUNTRY_OF_NUMBER.get(String(country.id));
      return path ? [{ id: String(index), code: code ?? null, path }] : [];
    }),
    places: SMALL_PLACES.flatMap(([code, longitude, latitude]) => {
      const point = projection([longitude, latitude]);
      return point ? [{ code, x: point[0], y: point[1] }] : [];
    }),
  };
  return drawn;
}
