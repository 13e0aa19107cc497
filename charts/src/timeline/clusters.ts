// Events that would lie on top of one another are drawn as one mark, so that five thousand stay quick and clear.

import * as days from "../days";
import type { TimelineEvent } from "../records";
import type { Layout, Row } from "./rows";

/** An event with its days read once. */
export interface Placed {
  readonly event: TimelineEvent;
  readonly first: number;
  readonly last: number;
}

/** The events of one row that lie within the width of a mark, in the order of their days. */
export interface Cluster {
  readonly direction: string;
  readonly row: Row;
  readonly events: readonly Placed[];
  readonly x: number;
}

const APART = 10; // pixels

export function read(events: readonly TimelineEvent[]): Placed[] {
  return events
    .map((event) => ({ event, first: days.read(event.date_start), last: days.read(event.date_end) }))
    .sort((one, other) => one.first - other.first);
}

/** The marks of what lies in view; `at` gives where a day stands. */
export function clusters(events: readonly Placed[], layout: Layout, at: (time: number) => number): Cluster[] {
  const rows = new Map<string, { direction: string; row: Row; marks: Cluster[] }>();
  for (const { direction, rows: told } of layout.lanes) {
    for (const row of told) rows.set(`${direction} ${row.class}`, { direction, row, marks: [] });
  }
  for (const each of events) {
    const place = rows.get(`${each.event.direction} ${each.event.class}`);
    const x = at(each.first);
    if (!place || x < layout.left || x > layout.right) continue;
    const last = place.marks.at(-1);
    if (last && x - at((last.events[0] as Placed).first) < APART) {
      place.marks[place.marks.length - 1] = joined(last, each, x);
    } else {
      place.marks.push({ direction: place.direction, row: place.row, events: [each], x });
    }
  }
  return [...rows.values()].flatMap(({ marks }) => marks);
}

function joined(cluster: Cluster, one: Placed, x: number): Cluster {
  (cluster.events as Placed[]).push(one);
  const number = cluster.events.length;
  return { ...cluster, x: cluster.x + (x - cluster.x) / number };
}

/** How large a mark is that stands for so many events. */
export function radius(number: number): number {
  return number === 0 ? 0 : Math.min(7.6, 4 + 0.9 * Math.log2(number));
}
