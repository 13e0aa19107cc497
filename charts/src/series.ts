// The relation of two states over time: a lane for each direction, the score of both, and the turning points.

import { lineY, plot, rectY, ruleX, ruleY } from "@observablehq/plot";
import { utcDay, utcMonth, utcWeek, utcYear } from "d3-time";

import type { Chart } from "./chart";
import * as days from "./days";
import { html, svg } from "./elements";
import { type Key, legend } from "./legend";
import { CLASSES, type Class, type Point, type Series } from "./records";
import { Tip } from "./tip";
import { walk } from "./walk";
import { CLASS_WORDS, count, directed, named, signed } from "./words";

const LANE = 104;
const SCORE = 112;
const HEAD = 22; // above each lane, for its title
const FOOT = 10; // below each lane, for the half of its lowest figure
const NUMBERS = 16; // below the first title, for the numbers of the turning points
const AXIS = 22;
const LEFT = 40;
const RIGHT = 18;
const PER_TICK = 84;

// From the zero line outwards, as the command line's picture has it.
const OUTWARDS: readonly (readonly [Class, 1 | -1])[] = [
  ["material_cooperation", 1],
  ["verbal_cooperation", 1],
  ["material_conflict", -1],
  ["verbal_conflict", -1],
];

interface Bar {
  readonly class: Class;
  readonly begins: Date;
  readonly ends: Date;
  readonly from: number;
  readonly to: number;
}

interface Period {
  readonly name: string;
  readonly begins: Date;
  readonly ends: Date;
}

/** The chart of an answer of /api/v1/pairs/ONE/OTHER/series. */
export function make(host: HTMLElement, data: unknown): Chart | string {
  const series = data as Series;
  const both = series.points.filter(({ direction }) => direction === "both");
  if (both.length === 0) return "No settled event.";
  const ends = ending(series);
  const periods = both.map(({ period, begins }) => {
    const day = new Date(days.read(begins));
    return { name: period, begins: day, ends: ends(day) };
  });
  const picture = html("div", { class: "chart-picture" });
  host.append(picture, legend(keys(series)));
  if (series.why_none)
    host.append(html("p", { class: "chart-shown" }, `No turning point: ${series.why_none}.`));
  const tip = new Tip(host);
  return {
    draw(width) {
      picture.replaceChildren(drawn(series, periods, width, tip));
    },
  };
}

/** When a period ends. */
function ending({ by }: Series): (begins: Date) => Date {
  const steps = { day: utcDay, week: utcWeek, month: utcMonth, quarter: utcMonth.every(3), year: utcYear };
  const step = steps[by as keyof typeof steps] ?? utcMonth;
  // Weeks begin on another day with d3 than with ISO: seven days are a week all the same.
  return (begins) =>
    by === "week"
      ? utcDay.offset(begins, 7)
      : by === "quarter"
        ? utcMonth.offset(begins, 3)
        : step.offset(begins, 1);
}

function drawn(series: Series, periods: readonly Period[], width: number, tip: Tip): SVGSVGElement {
  const { one, other, names, turns } = series;
  const lanes = [`${one}->${other}`, `${other}->${one}`];
  const first = (periods[0] as Period).begins;
  const last = (periods.at(-1) as Period).ends;
  const x = { type: "utc", domain: [first, last], axis: null } as const;
  const bars = lanes.map((lane) =>
    stacked(
      series.points.filter(({ direction }) => direction === lane),
      periods,
    ),
  );
  const most = Math.max(1, ...bars.flat().map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))));
  const sides = {
    className: "plot",
    width,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 4,
    marginBottom: FOOT,
  };
  const grid = { grid: true, tickSize: 0, label: null };
  const lines = ruleX(turns, { x: ({ begins }) => new Date(days.read(begins)), className: "turn" });
  const ticks = Math.min(periods.length, Math.max(2, Math.floor((width - LEFT - RIGHT) / PER_TICK)));

  const pictures = bars.map((lane) =>
    plot({
      ...sides,
      height: LANE + FOOT,
      x,
      y: {
        ...grid,
        domain: [-most, most],
        ticks: whole(most),
        tickFormat: (value: number) => String(Math.abs(value)),
      },
      marks: [
        ...OUTWARDS.map(([name]) =>
          rectY(
            lane.filter((bar) => bar.class === name),
            {
              x1: "begins",
              x2: "ends",
              y1: "from",
              y2: "to",
              insetLeft: 0.5,
              insetRight: 0.5,
              className: name,
            },
          ),
        ),
        ruleY([0], { className: "zero" }),
        lines,
      ],
    }),
  );
  const both = series.points.filter(({ direction }) => direction === "both");
  const score = both.map((point, place) => ({ ...(periods[place] as Period), score: point.score }));
  pictures.push(
    plot({
      ...sides,
      height: SCORE + AXIS,
      marginBottom: AXIS,
      x: { ...x, axis: "bottom", label: null, tickSize: 3, ticks, tickFormat: days.tick },
      y: { ...grid, ticks: 4, tickFormat: signed },
      marks: [
        rectY(score, { x1: "begins", x2: "ends", y1: 0, y2: "score", className: "score" }),
        ruleY([0], { className: "zero" }),
        lineY(levels(series, periods), { x: "time", y: "level", curve: "linear", className: "level" }),
        lines,
      ],
    }),
  );
  const titles = [...lanes.map((lane) => `${directed(lane, names)}, events`), "Both, score"];
  const label = `Events of ${named(one, names)} and ${named(other, names)} by ${series.by}: ${count(periods.length, "period")}. Arrow keys go from one to the next.`;
  return assembled(pictures as SVGSVGElement[], titles, series, periods, label, width, tip);
}

/** Bars of one lane: cooperation up from zero, conflict down. */
function stacked(points: readonly Point[], periods: readonly Period[]): Bar[] {
  return points.flatMap((point, place) => {
    const period = periods[place];
    const reached = { 1: 0, [-1]: 0 };
    return OUTWARDS.flatMap(([name, sign]) => {
      const from = reached[sign];
      const to = from + sign * point[name];
      reached[sign] = to;
      return from === to || !period
        ? []
        : [{ class: name, begins: period.begins, ends: period.ends, from, to }];
    });
  });
}

/** The level of the score between two turning points, as steps. */
function levels({ turns }: Series, periods: readonly Period[]): { time: Date; level: number }[] {
  const edges = [
    periods[0]?.begins,
    ...turns.map(({ begins }) => new Date(days.read(begins))),
    periods.at(-1)?.ends,
  ];
  const heights = turns.length === 0 ? [] : [turns[0]?.before, ...turns.map(({ after }) => after)];
  return heights.flatMap((level, place) => {
    const [from, to] = [edges[place], edges[place + 1]];
    return level === undefined || !from || !to
      ? []
      : [
          { time: from, level },
          { time: to, level },
        ];
  });
}

/** Ticks of counts: whole numbers, the same up and down. */
function whole(most: number): number[] {
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].find((each) => most / each <= 3) ?? most;
  const up = Array.from({ length: Math.floor(most / step) }, (_, place) => (place + 1) * step);
  return [...up.map((each) => -each).reverse(), 0, ...up];
}

/** The three pictures below one another, each with its title, and over them a place for each period. */
function assembled(
  pictures: readonly SVGSVGElement[],
  titles: readonly string[],
  series: Series,
  periods: readonly Period[],
  label: string,
  width: number,
  tip: Tip,
): SVGSVGElement {
  const root = svg("svg", { class: "series", width, role: "group", "aria-label": label });
  const numbers = series.turns.length > 0 ? NUMBERS : 0;
  let y = 0;
  for (const [place, picture] of pictures.entries()) {
    root.append(svg("text", { class: "lane", x: 0, y: y + 14, "aria-hidden": "true" }, titles[place] ?? ""));
    if (place === 0) y += numbers;
    picture.setAttribute("y", String(y + HEAD));
    picture.setAttribute("aria-hidden", "true");
    root.append(picture);
    y += HEAD + Number(picture.getAttribute("height"));
  }
  root.setAttribute("height", String(y));
  root.setAttribute("viewBox", `0 0 ${width} ${y}`);
  const [first, last] = [Number(periods[0]?.begins), Number(periods.at(-1)?.ends)];
  const at = (time: number) => LEFT + ((time - first) / (last - first)) * (width - LEFT - RIGHT);
  for (const [place, turn] of series.turns.entries()) {
    const x = at(days.read(turn.begins));
    root.append(
      svg(
        "text",
        { class: "number", x, y: HEAD + numbers - 3, "text-anchor": "middle", "aria-hidden": "true" },
        String(place + 1),
      ),
    );
  }
  const [top, bottom] = [HEAD + numbers, y - AXIS];
  const spots = periods.map((period) => {
    const [x, end] = [at(Number(period.begins)), at(Number(period.ends))];
    const lines = said(series, period);
    const node = svg("rect", {
      class: "hit",
      x,
      y: top,
      width: end - x,
      height: bottom - top,
      role: "img",
      "aria-label": lines.join("; "),
    });
    for (const kind of ["pointerenter", "focus"]) {
      node.addEventListener(kind, () => tip.show(node.getBoundingClientRect(), lines));
    }
    for (const kind of ["pointerleave", "blur"]) node.addEventListener(kind, () => tip.hide());
    return { node, x, y: top };
  });
  const over = svg("g", {}, ...spots.map(({ node }) => node));
  root.append(over);
  walk(over, spots);
  return root;
}

/** What a period had, in lines. */
function said({ points, turns, names }: Series, period: Period): string[] {
  const lines = [period.name];
  for (const point of points.filter((each) => each.period === period.name)) {
    const kinds = CLASSES.filter((name) => point[name] > 0).map(
      (name) => `${point[name]} ${CLASS_WORDS[name]}`,
    );
    const who = point.direction === "both" ? "both" : directed(point.direction, names);
    if (point.direction !== "both") lines.push(`${who}: ${kinds.join(", ") || "none"}`);
    else
      lines.push(
        `score of both: ${signed(point.score)}${point.denied ? `; ${point.denied} denied apart` : ""}`,
      );
  }
  const number = turns.findIndex((turn) => turn.period === period.name);
  const turn = turns[number];
  if (turn) lines.push(`turning point ${number + 1}: ${signed(turn.before)} → ${signed(turn.after)}`);
  return lines;
}

function keys({ turns }: Series): Key[] {
  const box = (name: string) => svg("rect", { class: name, x: 3, y: 1, width: 12, height: 10 });
  const classes = CLASSES.map((name): Key => ({ sign: box(name), words: CLASS_WORDS[name] }));
  const score: Key = { sign: box("score"), words: "score: sum of Goldstein’s intensities" };
  if (turns.length === 0) return [...classes, score];
  return [
    ...classes,
    score,
    { sign: svg("path", { class: "level", d: "M0,6H18" }), words: "its level" },
    { sign: svg("path", { class: "turn", d: "M9,0V12" }), words: "turning point" },
  ];
}
