// The shapes that the map draws: Natural Earth's countries by ISO 3166-1 alpha-3 code, simplified to what a
// screen can show, with a point for those too small to see. Made when the bundle is built.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { geoArea, geoCentroid } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature, quantize } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const EARTH_KM2 = 510_072_000;
const inKm2 = (steradians) => (steradians / (4 * Math.PI)) * EARTH_KM2;
const inSteradians = (km2) => (km2 / EARTH_KM2) * 4 * Math.PI;

const COARSENESS_KM2 = 450; // a triangle of this area is below a pixel on a map 1,400 pixels wide
const LEAST_ISLAND_KM2 = 700;
const SMALL_KM2 = 6_000; // below this a country gets a point, and its shape need not be hit
const GRID = 8_000;

// Not in ISO 3166-1, but with passports of its own: the code that the visa record has.
const BY_NAME = { Kosovo: "XKX" };

// States that Natural Earth leaves out at this scale.
const LEFT_OUT = [{ code: "TUV", name: "Tuvalu", at: [179.2, -8.52] }];

/** A topology with one object `countries` (properties: code, name), and `points` for those that are small. */
export function world() {
  const path = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const source = JSON.parse(readFileSync(path, "utf8"));
  const shapes = source.objects.countries;
  shapes.geometries = shapes.geometries.filter((each) => each.properties.name !== "Antarctica");
  for (const each of shapes.geometries) {
    const { name } = each.properties;
    const code = each.id ? countries.numericToAlpha3(each.id) : BY_NAME[name];
    each.properties = code ? { code, name } : { name };
    delete each.id;
  }
  const small = feature(source, shapes).features.filter((each) => inKm2(geoArea(each)) < SMALL_KM2);
  const points = small
    .filter((each) => each.properties.code)
    .map(({ properties, geometry }) => ({ ...properties, at: middle(geometry).map(rounded) }));

  delete source.objects.land;
  const weighed = presimplify(dequantized(source), sphericalTriangleArea);
  const simpler = simplify(weighed, inSteradians(COARSENESS_KM2));
  const kept = filter(simpler, filterWeight(simpler, inSteradians(LEAST_ISLAND_KM2), sphericalRingArea));
  kept.objects.countries.geometries = kept.objects.countries.geometries.filter((each) => each.type !== null);
  return { ...quantize(kept, GRID), points: [...points, ...LEFT_OUT] };
}

/** Where a country of several islands is pointed at: its largest one. */
function middle(geometry) {
  const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const parts = polygons.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(parts.reduce((best, each) => (geoArea(each) > geoArea(best) ? each : best)));
}

function sphericalRingArea(ring, interior) {
  const area = geoArea({ type: "Polygon", coordinates: [ring] });
  return interior ? 4 * Math.PI - area : area;
}

/** Presimplify weighs absolute coordinates; world-atlas has steps on a grid. */
function dequantized(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([stepX, stepY]) => {
      x += stepX;
      y += stepY;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  return { type: "Topology", objects: topology.objects, arcs };
}

const rounded = (degrees) => Math.round(degrees * 100) / 100;
