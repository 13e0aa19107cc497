// Where a timeline's marks stand: a lane for each direction, in it a row for each class.

import { CLASSES, type Class, type Timeline } from "../records";
import { directed } from "../words";

export interface Row {
  readonly class: Class;
  readonly y: number; // its middle
}

export interface Lane {
  readonly direction: string;
  readonly title: string;
  readonly top: number; // of its title
  readonly rows: readonly Row[];
  readonly zero: number | null; // between what is cooperative, above, and what is hostile, below
}

export interface Layout {
  readonly left: number; // where the marks begin: what is left of it are the names of the rows
  readonly right: number;
  readonly lanes: readonly Lane[];
  readonly bottom: number;
  readonly height: number;
}

export const WIDE = 620; // from here on, rows have their names beside them
export const ROW = 17;
const TITLE = 22;
const BETWEEN = 10;
const AXIS = 24;
const NAMES = 148;
const EDGE = 8;

/** Both directions have all four classes, so that they can be compared; the lane between has those that occur. */
export function layout(data: Timeline, width: number): Layout {
  const both = new Set(data.events.filter((each) => each.direction === "both").map((each) => each.class));
  const shared = CLASSES.filter((each) => both.has(each));
  const there = `${data.one}->${data.other}`;
  const back = `${data.other}->${data.one}`;
  const lanes: Lane[] = [];
  let top = 0;
  const add = (direction: string, title: string, classes: readonly Class[]) => {
    const first = top + TITLE;
    const rows = classes.map((name, place) => ({ class: name, y: first + ROW * (place + 0.5) }));
    const above = classes.filter((name) => name.endsWith("cooperation")).length;
    const zero = above > 0 && above < classes.length ? first + ROW * above : null;
    lanes.push({ direction, title, top, rows, zero });
    top = first + ROW * classes.length + BETWEEN;
  };
  add(there, directed(there, data.names), CLASSES);
  if (shared.length > 0) add("both", "Both together", shared);
  add(back, directed(back, data.names), CLASSES);
  const left = width >= WIDE ? NAMES : EDGE;
  return { left, right: width - EDGE, lanes, bottom: top, height: top + AXIS };
}
