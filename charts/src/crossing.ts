// The words and colours of what a border asks, and of how two states' borders stand to one another.

import type { Crossing } from "./records";
import { named, plain } from "./words";
import type { Names } from "./records";

export type Kind = "passport" | "destination" | "reciprocity";

/** What is asked, from open to closed; each is the name of a custom property in charts.css. */
const REQUIREMENTS = [
  "visa_free",
  "no_prior_visa",
  "visa_on_arrival",
  "eta",
  "eta_or_evisa",
  "evisa",
  "visa_required",
  "no_admission",
] as const;

const REQUIREMENT_WORDS: Readonly<Record<string, string>> = {
  visa_free: "visa free",
  no_prior_visa: "free, or visa on arrival",
  visa_on_arrival: "visa on arrival",
  eta: "electronic authorisation",
  eta_or_evisa: "authorisation or e-visa",
  evisa: "e-visa",
  visa_required: "visa required",
  no_admission: "no admission",
};

/** How two states' borders stand, seen from one of them. */
const RELATIONS = ["mutual", "unequal", "freer_here", "freer_there", "none"] as const;

/** A class of countries on the map: its name, which is also that of its colour. */
export function classOf(crossing: Crossing, kind: Kind): string | null {
  if (kind !== "reciprocity") return crossing.requirement;
  const { relation, freer, passport } = crossing;
  if (relation === undefined || relation === "unknown") return null;
  if (relation !== "one_way") return relation;
  return freer === passport ? "freer_here" : "freer_there";
}

/** All classes in the order of the legend. */
export function classes(kind: Kind): readonly string[] {
  return kind === "reciprocity" ? RELATIONS : REQUIREMENTS;
}

/** What a class is in words; `state`: the name of the one that the map is about. */
export function classWords(name: string, kind: Kind, state: string): string {
  if (kind !== "reciprocity") return REQUIREMENT_WORDS[name] ?? plain(name);
  const words: Readonly<Record<string, string>> = {
    mutual: "neither asks for a visa, alike",
    unequal: "neither asks for a visa, but stays or forms differ",
    freer_here: `only ${state}’s citizens travel free`,
    freer_there: "only the others travel free",
    none: "both ask for a visa",
  };
  return words[name] ?? plain(name);
}

/** "90 days", "3 months", or nothing where no stay is told. */
export function stay({ days, months }: Crossing): string | null {
  if (months) return months === 1 ? "1 month" : `${months} months`;
  if (days) return days === 1 ? "1 day" : `${days} days`;
  return null;
}

/** The other state of a crossing: the one that is coloured. */
export function other({ passport, destination }: Crossing, kind: Kind): string {
  return kind === "destination" ? passport : destination;
}

/** "Japan → Brazil" */
export function way({ passport, destination }: Crossing, names: Names): string {
  return `${named(passport, names)} → ${named(destination, names)}`;
}
