// A timeline's marks: a link for one event, a button for several.

import * as days from "../days";
import { svg } from "../elements";
import type { Names, TimelineEvent } from "../records";
import { CLASS_WORDS, count, directed } from "../words";
import { type Cluster, type Placed, radius } from "./clusters";

/** "SANCTION expel". */
export function act({ type, mode }: TimelineEvent): string {
  return mode ? `${type} ${mode}` : type;
}

/** "considered", "actual, disputed". */
export function settled({ status, disputed }: TimelineEvent): string {
  return disputed ? `${status}, disputed` : status;
}

/** Where an event's page is. */
export function address({ id }: TimelineEvent): string {
  return `/event/${encodeURIComponent(id)}`;
}

export function whose(direction: string, names: Names | undefined): string {
  return direction === "both" ? "both together" : directed(direction, names);
}

/** The mark of a cluster, at its place; what it says aloud is its label. */
export function mark(cluster: Cluster, at: (time: number) => number, names: Names | undefined): SVGElement {
  const { row, x, direction, events } = cluster;
  const [only] = events;
  const shape = [...signs(cluster)];
  const place = `translate(${x.toFixed(1)},${row.y})`;
  if (events.length === 1 && only) {
    const { event, first, last } = only;
    const label = `${days.fromTo(first, last)}, ${whose(direction, names)}: ${act(event)}, ${settled(event)}`;
    const long = at(last) - x;
    const whisker = long > 6 ? svg("path", { class: "whisker", d: `M0,0h${long.toFixed(1)}` }) : null;
    return svg(
      "a",
      { class: `mark ${row.class}`, transform: place, href: address(event), "aria-label": label },
      whisker,
      ...shape,
    );
  }
  const { first } = events[0] as Placed;
  const { first: last } = events.at(-1) as Placed;
  const label = `${days.fromTo(first, last)}, ${whose(direction, names)}: ${count(events.length, "event")} of ${CLASS_WORDS[row.class]}; show`;
  const told = { class: `mark ${row.class}`, transform: place, role: "button", "aria-label": label };
  return svg("g", told, ...shape);
}

/** Filled is done; hollow is not, or not yet; crossed is denied. Of several, the filled part is what is done. */
function* signs({ events }: Cluster): Iterable<SVGElement> {
  const all = radius(events.length);
  const done = events.filter(({ event }) => event.status === "actual").length;
  const denied = events.every(({ event }) => event.status === "denied");
  yield svg("circle", { class: "target", r: 9 });
  if (done < events.length) yield svg("circle", { class: "hollow", r: all - 0.75 });
  if (done > 0)
    yield svg("circle", {
      class: "filled",
      r: done === events.length ? all : inner(done, events.length, all),
    });
  if (denied) yield cross(all);
}

/** The radius of a disc within another that has a share of its area. */
function inner(part: number, whole: number, radius: number): number {
  return Math.max(1.5, (radius - 1.5) * Math.sqrt(part / whole));
}

/** The sign of what is denied. */
export function cross(radius: number): SVGPathElement {
  const reach = (radius * 0.8).toFixed(1);
  return svg("path", {
    class: "cross",
    d: `M-${reach},-${reach}L${reach},${reach}M-${reach},${reach}L${reach},-${reach}`,
  });
}
