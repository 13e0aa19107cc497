// Who answered whom: an arc from an act to its answer.

import { svg } from "../elements";
import type { Reply } from "../records";
import type { Cluster } from "./clusters";

const MOST = 150; // more are a thicket, where only those of the mark that is pointed at are shown

/** Where each event's mark is. */
export function byEvent(clusters: readonly Cluster[]): Map<string, Cluster> {
  return new Map(clusters.flatMap((cluster) => cluster.events.map(({ event }) => [event.id, cluster])));
}

/** The arcs between marks that are in view, of these replies. */
export function arcs(replies: readonly Reply[], marks: ReadonlyMap<string, Cluster>): SVGPathElement[] {
  return replies.flatMap((reply) => {
    const from = marks.get(reply.answers);
    const to = marks.get(reply.event);
    return from && to && from !== to ? [arc(reply, from, to)] : [];
  });
}

/** All replies in view; of a thicket those that are stated, or none. */
export function thinned(replies: readonly Reply[], marks: ReadonlyMap<string, Cluster>): readonly Reply[] {
  const seen = replies.filter(({ event, answers }) => marks.has(event) && marks.has(answers));
  if (seen.length <= MOST) return seen;
  const stated = seen.filter(({ basis }) => basis === "stated");
  return stated.length <= MOST ? stated : [];
}

function arc(reply: Reply, from: Cluster, to: Cluster): SVGPathElement {
  const [x1, y1, x2, y2] = [from.x, from.row.y, to.x, to.row.y];
  // Down or up to the other lane, and out of the way of its own row.
  const bend = from.direction === to.direction ? Math.min(y1, y2) - 14 : (y1 + y2) / 2;
  const d = `M${x1.toFixed(1)},${y1}C${x1.toFixed(1)},${bend} ${x2.toFixed(1)},${bend} ${x2.toFixed(1)},${y2}`;
  return svg("path", { class: `arc ${reply.basis}`, d, "data-from": reply.answers, "data-to": reply.event });
}

/** The replies that begin or end with one of these events. */
export function touching(replies: readonly Reply[], { events }: Cluster): Reply[] {
  const ids = new Set(events.map(({ event }) => event.id));
  return replies.filter((reply) => ids.has(reply.event) || ids.has(reply.answers));
}
