// What is in force: a bar for each measure, through its states, up to the day that is asked for.

import { barX, plot, ruleX, text, tickX } from "@observablehq/plot";

import type { Chart } from "./chart";
import * as days from "./days";
import { freshId, html, svg } from "./elements";
import { type Key, legend } from "./legend";
import { hatching } from "./patterns";
import type { Measure, Measures, State, Step } from "./records";
import { Tip } from "./tip";
import { walk } from "./walk";
import { count, named, plain } from "./words";

type Look = "force" | "suspended" | "ahead";

interface Bar {
  readonly measure: Measure;
  readonly state: State;
  readonly look: Look;
  readonly from: number;
  readonly to: number;
  readonly told: string; // since when, as the record has it
}

/** A row has one measure; its bars follow one another. */
interface Row {
  readonly id: string;
  readonly measure: Measure;
  readonly bars: readonly Bar[];
  readonly over: { readonly time: number; readonly state: State } | null;
  readonly loose: readonly (readonly [number, number])[]; // spans of days within which a state began
}

const LOOKS: Partial<Record<State, Look>> = {
  in_force: "force",
  ending_announced: "force",
  suspended: "suspended",
  proposed: "ahead",
  considered: "ahead",
  negotiated: "ahead",
  announced: "ahead",
};
const WORDS: Readonly<Record<Look, string>> = {
  force: "in force",
  suspended: "suspended",
  ahead: "proposed, considered, negotiated or announced",
};
const WIDE = 760;
const RIGHT = 14;
const ROW = { wide: 24, narrow: 44 };
const TOP = 26;
const EM = 13; // pixels of an em of the labels, some more than it is: system fonts differ in width

/** The chart of an answer of /api/v1/pairs/ONE/OTHER/measures, or of one measure, up to the day in data-on. */
export function make(host: HTMLElement, data: unknown, figure: HTMLElement): Chart | string {
  const { on, items, names } = listed(data as Measures | Measure, figure);
  if (items.length === 0) return "No measure.";
  const now = days.read(on);
  const rows = items.map((measure) => row(measure, now));
  const picture = html("div", { class: "chart-picture" });
  host.append(picture, legend(keys(rows, on)));
  const tip = new Tip(host);
  const who = (measure: Measure) => {
    const arrow = measure.mutual ? "↔" : "→";
    return `${named(measure.issuer, names)} ${arrow} ${named(measure.subject, names)}`;
  };
  return {
    draw(width) {
      const drawn = picture_of(rows, now, width, who);
      picture.replaceChildren(drawn);
      attend(drawn, rows, who, tip);
    },
  };
}

function listed(told: Measures | Measure, figure: HTMLElement): Measures {
  return "items" in told ? told : { on: figure.dataset.on ?? days.iso(Date.now()), items: [told] };
}

function row(measure: Measure, now: number): Row {
  const { history } = measure;
  const bars: Bar[] = [];
  const loose: [number, number][] = [];
  let over: Row["over"] = null;
  for (const [place, step] of history.entries()) {
    const from = begin(step);
    const { first, last, open } = days.span(step.date);
    if (open) loose.push([-Infinity, last]);
    else if (last > first) loose.push([first, last]);
    const look = LOOKS[step.status];
    const next = history[place + 1];
    if (!look) over = { time: from, state: step.status };
    else
      bars.push({ measure, state: step.status, look, from, to: next ? begin(next) : now, told: step.date });
  }
  return { id: measure.id, measure, bars, over, loose };
}

/** When a state has surely begun. */
function begin(step: Step): number {
  return days.span(step.date).last;
}

function picture_of(
  rows: readonly Row[],
  now: number,
  width: number,
  who: (measure: Measure) => string,
): SVGSVGElement {
  const isWide = width >= WIDE;
  const tall = isWide ? ROW.wide : ROW.narrow;
  const left = isWide ? Math.min(440, Math.round(width * 0.34)) : 8;
  const ids = rows.map(({ id }) => id);
  const bars = rows.flatMap(({ id, bars }) => bars.map((bar) => ({ id, ...bar })));
  const starts = rows.flatMap(({ bars, over, loose }) => [
    ...bars.map(({ from }) => from),
    ...(over ? [over.time] : []),
    ...loose.flatMap((days) => days.filter(Number.isFinite)),
  ]);
  const first = Math.min(...starts);
  const beside = Math.max((now - first) * 0.015, 20 * days.DAY);
  const inset = isWide ? { insetTop: 5, insetBottom: 5 } : { insetTop: 22, insetBottom: 8 };
  const hatch = freshId("hatch");
  const height = TOP + tall * rows.length + 8;
  const begins = first - beside;
  const time = (of: number) => new Date(Math.max(of, begins));

  const drawn = plot({
    className: "plot",
    width,
    height,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: 8,
    x: {
      type: "utc",
      domain: [time(begins), time(now + beside)],
      axis: "top",
      label: null,
      grid: true,
      tickSize: 0,
      ticks: Math.max(2, Math.floor((width - left) / 90)),
      tickFormat: days.tick,
    },
    y: { type: "band", domain: ids, axis: null, padding: 0 },
    marks: [
      ruleX([time(now)], { className: "today" }),
      barX(
        rows.flatMap(({ id, loose }) => loose.map(([from, to]) => ({ id, from, to }))),
        {
          x1: (each) => time(each.from),
          x2: (each) => time(each.to),
          y: "id",
          className: "loose",
          insetTop: isWide ? 11 : 27,
          insetBottom: isWide ? 11 : 13,
        },
      ),
      ...(["force", "suspended", "ahead"] as const).map((look) =>
        barX(
          bars.filter((bar) => bar.look === look),
          {
            x1: (bar) => time(bar.from),
            x2: (bar) => time(bar.to),
            y: "id",
            ...inset,
            className: `bar ${look}`,
            fill: look === "suspended" ? `url(#${hatch})` : undefined,
          },
        ),
      ),
      tickX(
        rows.filter(({ over }) => over !== null),
        {
          x: (each: Row) => time(each.over?.time ?? 0),
          y: "id",
          insetTop: isWide ? 3 : 20,
          insetBottom: isWide ? 3 : 6,
          className: "over",
        },
      ),
      text(rows, {
        y: "id",
        frameAnchor: "left",
        dx: isWide ? -left : 0,
        dy: isWide ? 0 : -11,
        textAnchor: "start",
        lineWidth: (isWide ? left - 16 : width - 16) / EM,
        textOverflow: "ellipsis",
        className: "label",
        text: ({ measure }: Row) => labelled(measure, who),
      }),
    ],
  }) as SVGSVGElement;
  drawn.prepend(svg("defs", {}, hatching(hatch)));
  return drawn;
}

function labelled(measure: Measure, who: (measure: Measure) => string): string {
  const value = measure.value ? `: ${measure.value}` : "";
  return `${who(measure)}  ${measure.name || plain(measure.kind)}${value}`;
}

/** Make each row say what it is, to a pointer and to the keyboard. */
function attend(
  drawn: SVGSVGElement,
  rows: readonly Row[],
  who: (measure: Measure) => string,
  tip: Tip,
): void {
  const { width } = drawn.viewBox.baseVal;
  const height = (drawn.viewBox.baseVal.height - TOP - 8) / rows.length;
  const spots = rows.map((each, place) => {
    const y = TOP + place * height;
    const hit = svg("rect", { class: "hit", x: 0, y, width, height });
    const { href } = each.measure;
    const label = [labelled(each.measure, who), ...steps(each)].join("; ");
    const node = href
      ? svg("a", { href, class: "row-of", "aria-label": label }, hit)
      : svg("g", { class: "row-of", role: "img", "aria-label": label }, hit);
    for (const kind of ["pointerenter", "focus"]) {
      node.addEventListener(kind, () => {
        const bars = hit.getBoundingClientRect();
        tip.show(bars, [labelled(each.measure, who), ...steps(each)]);
      });
    }
    for (const kind of ["pointerleave", "blur"]) node.addEventListener(kind, () => tip.hide());
    return { node, x: 0, y };
  });
  const over = svg("g", {}, ...spots.map(({ node }) => node));
  for (const child of drawn.children) child.setAttribute("aria-hidden", "true");
  drawn.append(over);
  drawn.setAttribute("role", "group");
  drawn.setAttribute(
    "aria-label",
    `${count(rows.length, "measure")} over time. Arrow keys go from one to the next.`,
  );
  walk(over, spots);
}

/** "2018-07-01 in force", a line for each step. */
function steps({ measure }: Row): string[] {
  return measure.history.map(({ date, status }) => `${date.replace("/", " to ")} ${plain(status)}`);
}

function keys(rows: readonly Row[], on: string): Key[] {
  const hatch = freshId("hatch");
  const box = (look: Look) => {
    const rect = svg("rect", { x: 0.75, y: 1.75, width: 16.5, height: 8.5 });
    if (look === "suspended") rect.setAttribute("fill", `url(#${hatch})`);
    return svg("g", { class: `bar ${look}` }, look === "suspended" ? hatching(hatch) : null, rect);
  };
  const found = (["force", "suspended", "ahead"] as const).filter((look) =>
    rows.some(({ bars }) => bars.some((bar) => bar.look === look)),
  );
  const told: Key[] = found.map((look) => ({ sign: box(look), words: WORDS[look] }));
  if (rows.some(({ over }) => over)) {
    told.push({ sign: svg("path", { class: "over", d: "M9,0V12" }), words: "ended, rejected or lapsed" });
  }
  if (rows.some(({ loose }) => loose.length > 0)) {
    told.push({
      sign: svg("rect", { class: "loose", y: 5, width: 18, height: 2 }),
      words: "began on one of these days",
    });
  }
  told.push({ sign: svg("path", { class: "today", d: "M9,0V12" }), words: on });
  return told;
}
