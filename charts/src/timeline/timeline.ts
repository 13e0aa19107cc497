// What two states did to one another: a lane for each direction, a row for each class, an arc for each reply.

import { scaleUtc } from "d3-scale";

import type { Chart } from "../chart";
import * as days from "../days";
import { html, isForBrowser, svg } from "../elements";
import { type Key, legend } from "../legend";
import { CLASSES, type Timeline } from "../records";
import { Tip } from "../tip";
import { walk } from "../walk";
import { CLASS_WORDS, count, figure, named } from "../words";
import { arcs, byEvent, thinned, touching } from "./arcs";
import { type Cluster, clusters, type Placed, read } from "./clusters";
import { list, MOST } from "./listed";
import { act, cross, mark, settled, whose } from "./marks";
import { type Layout, layout, WIDE } from "./rows";
import { buttons, Overview, type Span, within } from "./span";

const MARGIN = 0.02; // of the time, on either side
const PER_TICK = 96; // pixels

/** The chart of an answer of /api/v1/pairs/ONE/OTHER/timeline. */
export function make(host: HTMLElement, data: unknown): Chart | string {
  const timeline = data as Timeline;
  if (timeline.events.length === 0) return "No event.";
  const events = read(timeline.events);
  const whole = extent(events);
  let span = whole;
  let render = () => {};
  let waits = false;
  const choose = (asked: Span) => {
    span = within(asked, whole);
    if (waits) return; // a brush moves more often than a screen shows
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      render();
    });
  };

  const shown = html("p", { class: "chart-shown", role: "status" });
  const tools = html(
    "div",
    { class: "chart-tools" },
    buttons(() => span, whole, choose),
    shown,
  );
  const picture = html("div", { class: "chart-picture" });
  host.append(tools, picture, legend(keys(timeline)));
  const tip = new Tip(host);

  return {
    draw(width) {
      const places = layout(timeline, width);
      const drawing = new Drawing(timeline, events, places, width, host, tip, choose);
      const overview = new Overview(events, whole, [places.left, places.right], width, choose);
      host.classList.toggle("narrow", width < WIDE);
      picture.replaceChildren(drawing.node, overview.node);
      render = () => {
        const seen = drawing.render(span);
        overview.show(span);
        const all = count(events.length, "event");
        const part = seen.events === events.length ? all : `${figure(seen.events)} of ${all}`;
        const more = seen.thinned ? "; too many replies to draw here: look closer, or point at a mark" : "";
        shown.textContent = `${days.iso(span[0])} to ${days.iso(span[1])}: ${part}${more}`;
      };
      render();
    },
  };
}

function extent(events: readonly Placed[]): Span {
  const first = Math.min(...events.map((each) => each.first));
  const last = Math.max(...events.map((each) => each.last));
  const beside = Math.max((last - first) * MARGIN, 7 * days.DAY);
  return [first - beside, last + beside];
}

/** The picture at one width; `render` draws the part of the time that is asked for. */
class Drawing {
  readonly node: SVGSVGElement;
  private readonly axis = svg("g", { class: "axis", "aria-hidden": "true" });
  private readonly replies = svg("g", { class: "arcs", "aria-hidden": "true" });
  private readonly marks = svg("g", { class: "marks" });
  private found = new Map<Element, Cluster>();

  constructor(
    private readonly data: Timeline,
    private readonly events: readonly Placed[],
    private readonly places: Layout,
    width: number,
    private readonly host: HTMLElement,
    private readonly tip: Tip,
    private readonly choose: (span: Span) => void,
  ) {
    const { one, other, names } = data;
    const label = `Timeline of ${named(one, names)} and ${named(other, names)}: ${count(events.length, "event")}. Arrow keys go from mark to mark.`;
    this.node = svg(
      "svg",
      {
        class: "timeline",
        width,
        height: places.height,
        viewBox: `0 0 ${width} ${places.height}`,
        role: "group",
        "aria-label": label,
      },
      this.axis,
      svg("g", { class: "frame", "aria-hidden": "true" }, ...frame(places)),
      this.replies,
      this.marks,
    );
    for (const kind of ["pointerover", "focusin"]) this.marks.addEventListener(kind, (at) => this.point(at));
    for (const kind of ["pointerout", "focusout"]) this.marks.addEventListener(kind, () => this.leave());
    this.marks.addEventListener("click", (press) => this.open(press));
    this.marks.addEventListener("keydown", (press) => {
      if (press.key === "Enter" || press.key === " ") this.open(press);
      if (press.key === "Escape") this.tip.hide();
    });
  }

  /** Draw a part of the time; gives how many events it has, and whether it has more replies than are drawn. */
  render([first, last]: Span): { events: number; thinned: boolean } {
    const { left, right, bottom } = this.places;
    const scale = scaleUtc([first, last], [left, right]);
    const at = (time: number) => scale(time);
    this.axis.replaceChildren(
      ...scale.ticks(Math.max(2, Math.floor((right - left) / PER_TICK))).map((time) => {
        const x = Math.round(scale(time)) + 0.5;
        const words = svg("text", { y: bottom + 16, "text-anchor": "middle" }, days.tick(time));
        return svg("g", { transform: `translate(${x},0)` }, svg("path", { d: `M0,18V${bottom + 3}` }), words);
      }),
    );
    const drawn = clusters(this.events, this.places, at);
    drawn.sort((one, other) => one.x - other.x || one.row.y - other.row.y);
    const nodes = drawn.map((cluster) => mark(cluster, (time) => Math.min(at(time), right), this.data.names));
    this.found = new Map(nodes.map((node, place) => [node, drawn[place] as Cluster]));
    this.marks.replaceChildren(...nodes);
    const marks = byEvent(drawn);
    const replies = thinned(this.data.replies, marks);
    this.replies.replaceChildren(...arcs(replies, marks));
    this.leave();
    const spots = nodes.map((node, place) => ({
      node,
      x: drawn[place]?.x ?? 0,
      y: drawn[place]?.row.y ?? 0,
    }));
    this.walking?.abort();
    this.walking = new AbortController();
    walk(this.marks, spots, this.walking.signal);
    const all = this.data.replies.filter(({ event, answers }) => marks.has(event) && marks.has(answers));
    return { events: marks.size, thinned: all.length > replies.length };
  }

  private walking: AbortController | undefined;

  /** Say what a mark is, and light up what it answers and what answers it. */
  private point(over: Event): void {
    const [node, cluster] = this.under(over);
    if (!node || !cluster) return;
    const [only] = cluster.events;
    if (!only) return;
    const { direction, row, events } = cluster;
    const lines =
      events.length === 1
        ? [
            `${act(only.event)}`,
            whose(direction, this.data.names),
            days.fromTo(only.first, only.last),
            ...(only.first === only.last ? [days.inWords(only.first)] : []),
            settled(only.event),
          ]
        : [
            `${count(events.length, "event")} of ${CLASS_WORDS[row.class]}`,
            whose(direction, this.data.names),
            days.fromTo(only.first, (events.at(-1) as Placed).first),
            ...tally(events),
          ];
    this.tip.show(node.getBoundingClientRect(), lines);
    const replies = touching(this.data.replies, cluster);
    if (replies.length === 0) return;
    const lit = arcs(replies, byEvent([...this.found.values()]));
    for (const each of lit) each.classList.add("lit");
    this.replies.append(...lit);
    this.replies.classList.add("some-lit");
  }

  private leave(): void {
    this.tip.hide();
    for (const lit of this.replies.querySelectorAll(".lit")) lit.remove();
    this.replies.classList.remove("some-lit");
  }

  /** One event is a link; several are listed, or shown closer. */
  private open(press: MouseEvent | KeyboardEvent): void {
    const [node, cluster] = this.under(press);
    if (!node || !cluster || cluster.events.length === 1 || isForBrowser(press)) return;
    press.preventDefault();
    this.tip.hide();
    const first = (cluster.events[0] as Placed).first;
    const last = (cluster.events.at(-1) as Placed).first;
    if (cluster.events.length <= MOST || last - first < 2 * days.DAY) {
      list(cluster, this.host, node, this.data.names);
      return;
    }
    const beside = Math.max(last - first, 7 * days.DAY);
    this.choose([first - beside, last + beside]);
    requestAnimationFrame(() => this.marks.querySelector<SVGElement>('[tabindex="0"]')?.focus());
  }

  private under({ target }: Event): [SVGElement, Cluster] | [null, null] {
    const node = (target as Element).closest<SVGElement>(".mark");
    const cluster = node && this.found.get(node);
    return cluster ? [node, cluster] : [null, null];
  }
}

/** What a mark of several events has most of: "3 × SANCTION expel". */
function tally(events: readonly Placed[]): string[] {
  const counts = new Map<string, number>();
  for (const { event } of events) counts.set(act(event), (counts.get(act(event)) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one);
  const lines = most.slice(0, 4).map(([what, number]) => `${number} × ${what}`);
  return most.length > 4 ? [...lines, `and ${most.length - 4} other kinds`] : lines;
}

function* frame({ lanes, left, right }: Layout): Iterable<SVGElement> {
  for (const lane of lanes) {
    yield svg("text", { class: "lane", x: 0, y: lane.top + 14 }, lane.title);
    for (const row of lane.rows) {
      yield svg("path", { class: "row", d: `M${left},${row.y + 0.5}H${right}` });
      const words = { class: `row-name ${row.class}`, x: left - 12, y: row.y + 4, "text-anchor": "end" };
      yield svg("text", words, CLASS_WORDS[row.class]);
    }
    if (lane.zero !== null) yield svg("path", { class: "zero", d: `M${left},${lane.zero + 0.5}H${right}` });
  }
}

function keys({ events, replies }: Timeline): Key[] {
  const dot = (kind: string, ...more: SVGElement[]) =>
    svg(
      "g",
      { class: "mark key", transform: "translate(9,6)" },
      svg("circle", { class: kind, r: kind === "filled" ? 4 : 3.25 }),
      ...more,
    );
  const line = (basis: string) => svg("path", { class: `arc ${basis}`, d: "M1,10C5,0 13,0 17,10" });
  const has = (...statuses: string[]) => events.some(({ status }) => statuses.includes(status));
  const found: [boolean, Key][] = [
    [has("actual"), { sign: dot("filled"), words: "actual" }],
    [
      has("announced", "considered", "hypothetical"),
      { sign: dot("hollow"), words: "announced, considered, hypothetical" },
    ],
    [has("denied"), { sign: dot("hollow", cross(4)), words: "denied" }],
    [replies.some(({ basis }) => basis === "stated"), { sign: line("stated"), words: "reply, stated" }],
    [replies.some(({ basis }) => basis === "inferred"), { sign: line("inferred"), words: "reply, inferred" }],
    [true, { sign: null, words: "larger: several events" }],
  ];
  const classes = CLASSES.map((name): Key => ({
    sign: svg(
      "g",
      { class: `mark ${name}`, transform: "translate(9,6)" },
      svg("circle", { class: "filled", r: 4 }),
    ),
    words: CLASS_WORDS[name],
    only: "narrow",
  }));
  return [...classes, ...found.filter(([is]) => is).map(([, key]) => key)];
}
