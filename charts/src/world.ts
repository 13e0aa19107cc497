// The shapes of the countries: fetched once, from beside this script.

import type { Feature, FeatureCollection, Geometry, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import address from "comity:world";

export interface Country {
  readonly code?: string; // none: no state that issues passports of its own
  readonly name: string;
}

/** A country that is too small to be seen, and where it is. */
export interface Spot extends Country {
  readonly code: string;
  readonly at: readonly [longitude: number, latitude: number];
}

export interface World {
  readonly countries: readonly Feature<Geometry, Country>[];
  readonly spots: readonly Spot[];
  readonly borders: MultiLineString;
}

type Shapes = Topology<{ countries: GeometryCollection<Country> }> & { readonly points: readonly Spot[] };

let fetched: Promise<World> | undefined;

export function world(): Promise<World> {
  fetched ??= fetchWorld().catch((trouble: unknown) => {
    fetched = undefined; // the next one may try again
    throw trouble;
  });
  return fetched;
}

async function fetchWorld(): Promise<World> {
  const response = await fetch(new URL(address, import.meta.url));
  if (!response.ok) throw new Error(`the shapes of the countries: ${response.status}`);
  const shapes = (await response.json()) as Shapes;
  const { countries } = shapes.objects;
  return {
    countries: (feature(shapes, countries) as FeatureCollection<Geometry, Country>).features,
    spots: shapes.points,
    borders: mesh(shapes, countries, (one, another) => one !== another),
  };
}
