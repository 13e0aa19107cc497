// The words of the charts, and the elements they stand in.

import type { Class, Names } from "./records";

export const CLASS_WORDS: Readonly<Record<Class, string>> = {
  material_cooperation: "material cooperation",
  verbal_cooperation: "verbal cooperation",
  verbal_conflict: "verbal conflict",
  material_conflict: "material conflict",
};

/** The name of a state, or its code where no name was sent. */
export function named(code: string, names: Names | undefined): string {
  return names?.[code] ?? code;
}

/** "JPN->RUS" as "Japan → Russia". */
export function directed(direction: string, names: Names | undefined): string {
  const [from = "", to] = direction.split("->");
  return to === undefined ? direction : `${named(from, names)} → ${named(to, names)}`;
}

const FIGURES = new Intl.NumberFormat("en");

/** "2,345". */
export function figure(number: number): string {
  return FIGURES.format(number);
}

/** "1 event", "2,345 events". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** "in_force" as "in force". */
export function plain(name: string): string {
  return name.replaceAll("_", " ");
}

/** A figure with its sign: "+3.5", "−2". */
export function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded > 0 ? `+${rounded}` : String(rounded).replace("-", "−");
}
