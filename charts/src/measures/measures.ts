// What is in force, over time: a bar for each measure, up to the day that is asked for.

import { barX, plot, ruleX, text, tickX } from "@observablehq/plot";

import type { Chart } from "../chart";
import { classes, REQUIREMENT_WORDS } from "../crossing";
import * as days from "../days";
import { freshId, html, svg } from "../elements";
import { type Key, legend } from "../legend";
import { hatching } from "../patterns";
import type { Measure, Measures } from "../records";
import { Tip } from "../tip";
import { walk } from "../walk";
import { count } from "../words";
import { type Bar, listed, type Look, type Row, rows } from "./rows";

const LOOKS: readonly Look[] = ["force", "suspended", "ahead"];
const WORDS: Readonly<Record<Look, string>> = {
  force: "in force",
  suspended: "suspended",
  ahead: "proposed, considered, negotiated or announced",
};

/** Beside the bars stand their names; on a narrow screen, above them. In pixels. */
const FORMS = {
  wide: {
    row: 24,
    bar: { insetTop: 5, insetBottom: 5 },
    end: { insetTop: 3, insetBottom: 3 },
    loose: { insetTop: 11, insetBottom: 11 },
    up: 0,
  },
  narrow: {
    row: 44,
    bar: { insetTop: 22, insetBottom: 8 },
    end: { insetTop: 20, insetBottom: 6 },
    loose: { insetTop: 28, insetBottom: 14 },
    up: -11,
  },
};
const WIDE = 760;
const EDGE = 8;
const RIGHT = 14;
const TOP = 26;
const PER_TICK = 90;
const EM = 13; // of the labels: some more than it is, as system fonts differ in width

/** The chart of an answer of /api/v1/pairs/ONE/OTHER/measures, of /api/v1/measures, or of /api/v1/measures/ID. */
export function make(host: HTMLElement, data: unknown, figure: HTMLElement): Chart | string {
  const measures = listed(data as Measures | Measure, figure);
  if (measures.items.length === 0) return "No measure.";
  const shown = rows(measures);
  const picture = html("div", { class: "chart-picture" });
  host.append(picture, legend(keys(shown, measures.on)));
  const tip = new Tip(host);
  return {
    draw(width) {
      const drawn = drawing(shown, days.read(measures.on), width);
      picture.replaceChildren(drawn);
      attend(drawn, shown, tip);
    },
  };
}

function drawing(shown: readonly Row[], now: number, width: number): SVGSVGElement {
  const isWide = width >= WIDE;
  const form = isWide ? FORMS.wide : FORMS.narrow;
  const left = isWide ? Math.min(440, Math.round(width * 0.34)) : EDGE;
  const first = since(shown, now);
  const beside = Math.max((now - first) * 0.015, 20 * days.DAY);
  const begins = first - beside;
  const time = (of: number) => new Date(Math.max(of, begins));
  const hatch = freshId("hatch");

  const bars = shown.flatMap(({ id, bars }) => bars.map((bar) => ({ id, ...bar })));
  const kinds = [...new Set(bars.map(kind))];
  const drawn = plot({
    className: "plot",
    width,
    height: TOP + form.row * shown.length + EDGE,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: EDGE,
    x: {
      type: "utc",
      domain: [time(begins), time(now + beside)],
      axis: "top",
      label: null,
      grid: true,
      tickSize: 0,
      ticks: Math.max(2, Math.floor((width - left) / PER_TICK)),
      tickFormat: days.tick,
    },
    y: { type: "band", domain: shown.map(({ id }) => id), axis: null, padding: 0 },
    marks: [
      ruleX([time(now)], { className: "today" }),
      barX(
        shown.flatMap(({ id, loose }) => loose.map(([from, to]) => ({ id, from, to }))),
        {
          x1: ({ from }) => time(from),
          x2: ({ to }) => time(to),
          y: "id",
          ...form.loose,
          className: "loose",
        },
      ),
      ...kinds.map((className) =>
        barX(
          bars.filter((bar) => kind(bar) === className),
          {
            x1: ({ from }) => time(from),
            x2: ({ to }) => time(to),
            y: "id",
            ...form.bar,
            className,
            fill: className.includes("suspended") ? `url(#${hatch})` : undefined,
          },
        ),
      ),
      tickX(
        shown.flatMap(({ id, over }) => (over === null ? [] : [{ id, over: time(over) }])),
        { x: "over", y: "id", ...form.end, className: "over" },
      ),
      text(shown, {
        y: "id",
        text: "label",
        frameAnchor: "left",
        dx: isWide ? -left : 0,
        dy: form.up,
        textAnchor: "start",
        lineWidth: (isWide ? left - 16 : width - 16) / EM,
        textOverflow: "ellipsis",
        className: "label",
      }),
    ],
  }) as SVGSVGElement;
  drawn.prepend(svg("defs", {}, hatching(hatch)));
  return drawn;
}

/**
 * Where the picture begins. Rules of the visa record may be decades older than all else: they come in from the
 * left then, so that the rest is not pressed to the right.
 */
function since(shown: readonly Row[], now: number): number {
  const first = (rows: readonly Row[]) => Math.min(now, ...rows.flatMap(turns).filter(Number.isFinite));
  const told = shown.filter(({ bars }) => bars.every(({ requirement }) => requirement === null));
  return told.length > 0 ? Math.max(first(shown), first(told) - 365 * days.DAY) : first(shown);
}

/** All the days on which something begins or ends. */
function turns({ bars, over, loose }: Row): number[] {
  return [...bars.map(({ from }) => from), ...(over === null ? [] : [over]), ...loose.flat()];
}

/** The class of a bar: its state, and what a visa rule asks while it is in force. */
function kind({ look, requirement }: Bar): string {
  const asks = look === "force" && requirement ? ` ${requirement.replaceAll("_", "-")}` : "";
  return `bar ${look}${asks}`;
}

/** Make each row say what it is, to a pointer and to the keyboard. */
function attend(drawn: SVGSVGElement, shown: readonly Row[], tip: Tip): void {
  const { width, height } = drawn.viewBox.baseVal;
  const tall = (height - TOP - EDGE) / shown.length;
  const spots = shown.map(({ label, steps, href }, place) => {
    const y = TOP + place * tall;
    const hit = svg("rect", { class: "hit", x: 0, y, width, height: tall });
    const told = { class: "row-of", "aria-label": [label, ...steps].join("; ") };
    const node = href ? svg("a", { ...told, href }, hit) : svg("g", { ...told, role: "img" }, hit);
    for (const kind of ["pointerenter", "focus"]) {
      node.addEventListener(kind, () => tip.show(hit.getBoundingClientRect(), [label, ...steps]));
    }
    for (const kind of ["pointerleave", "blur"]) node.addEventListener(kind, () => tip.hide());
    return { node, x: 0, y };
  });
  for (const child of drawn.children) child.setAttribute("aria-hidden", "true");
  const over = svg("g", {}, ...spots.map(({ node }) => node));
  drawn.append(over);
  drawn.setAttribute("role", "group");
  const label = `${count(shown.length, "measure")} over time. Arrow keys go from one to the next.`;
  drawn.setAttribute("aria-label", label);
  walk(over, spots);
}

function keys(shown: readonly Row[], on: string): Key[] {
  const bars = shown.flatMap((row) => row.bars);
  const found: Key[] = LOOKS.filter((look) => bars.some((bar) => bar.look === look && !asks(bar))).map(
    (look) => ({ sign: box(look), words: WORDS[look] }),
  );
  const asked = new Set(bars.filter(asks).map((bar) => bar.requirement));
  for (const name of classes("passport").filter((each) => asked.has(each))) {
    found.push({ sign: box(`force ${name.replaceAll("_", "-")}`), words: REQUIREMENT_WORDS[name] ?? name });
  }
  if (shown.some(({ over }) => over !== null)) {
    found.push({ sign: svg("path", { class: "over", d: "M9,0V12" }), words: "ended, rejected or lapsed" });
  }
  if (shown.some(({ loose }) => loose.length > 0)) {
    const sign = svg("rect", { class: "loose", y: 5, width: 18, height: 2 });
    found.push({ sign, words: "began on one of these days" });
  }
  return [...found, { sign: svg("path", { class: "today", d: "M9,0V12" }), words: on }];
}

/** Whether a bar has the colour of what a visa rule asks. */
function asks({ look, requirement }: Bar): boolean {
  return look === "force" && requirement !== null;
}

function box(kind: string): SVGElement {
  const rect = svg("rect", { x: 0.75, y: 1.75, width: 16.5, height: 8.5 });
  if (kind !== "suspended") return svg("g", { class: `bar ${kind}` }, rect);
  const hatch = freshId("hatch");
  rect.setAttribute("fill", `url(#${hatch})`);
  return svg("g", { class: `bar ${kind}` }, hatching(hatch), rect);
}
