// The words and colours of what a border asks, and of how two states' borders stand to one another.

import type { Crossing, Names } from "./records";
import { named, plain } from "./words";

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
  "barred",
] as const;

/** As the tables beside the map have them. */
export const REQUIREMENT_WORDS: Readonly<Record<string, string>> = {
  visa_free: "visa-free",
  no_prior_visa: "no visa beforehand (visa-free or on arrival)",
  visa_on_arrival: "visa on arrival",
  eta: "electronic travel authorisation",
  eta_or_evisa: "electronic authorisation or e-visa",
  evisa: "e-visa",
  visa_required: "visa required",
  no_admission: "not admitted",
  barred: "entry barred",
};

/** How two states' borders stand, seen from one of them. */
const RELATIONS = ["mutual", "unequal", "freer_here", "freer_there", "none"] as const;

/** A class of countries on the map: its name, which is also that of its colour. */
export function classOf(crossing: Crossing, kind: Kind): string | null {
  if (kind !== "reciprocity") return crossing.barred ? "barred" : crossing.requirement;
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
    mutual: "no visa either way, same terms",
    unequal: "no visa either way, terms differ",
    freer_here: `only ${state} asks for a visa`,
    freer_there: "only the other state asks for a visa",
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
