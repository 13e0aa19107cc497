// The part of the time that a timeline shows: an overview to brush, and buttons for the same by keyboard.

import { type BrushBehavior, brushX, type D3BrushEvent } from "d3-brush";
import { select, type Selection } from "d3-selection";

import * as days from "../days";
import { html, svg } from "../elements";
import { CLASSES, type Class } from "../records";
import type { Placed } from "./clusters";

export type Span = readonly [first: number, last: number];

const LEAST = 14 * days.DAY;
const HEIGHT = 40;
const BAR = 3; // pixels

/** `span` within `whole`, no shorter than two weeks. */
export function within([first, last]: Span, whole: Span): Span {
  const [least, most] = whole;
  const length = Math.min(Math.max(last - first, LEAST), most - least);
  const begin = Math.min(Math.max((first + last - length) / 2, least), most - length);
  return [begin, begin + length];
}

const MOVES: readonly (readonly [words: string, label: string, move: (span: Span, whole: Span) => Span])[] = [
  ["◂", "Earlier", ([first, last]) => moved([first, last], -0.5)],
  ["▸", "Later", ([first, last]) => moved([first, last], 0.5)],
  ["+", "Closer", ([first, last]) => scaled([first, last], 0.5)],
  ["−", "Wider", ([first, last]) => scaled([first, last], 2)],
  ["All", "All of the time", (_, whole) => whole],
];

function moved([first, last]: Span, share: number): Span {
  const by = (last - first) * share;
  return [first + by, last + by];
}

function scaled([first, last]: Span, factor: number): Span {
  const [middle, half] = [(first + last) / 2, ((last - first) * factor) / 2];
  return [middle - half, middle + half];
}

/** Buttons that ask for another span. */
export function buttons(current: () => Span, whole: Span, choose: (span: Span) => void): HTMLElement {
  const group = html("div", { class: "chart-moves", role: "group", "aria-label": "Part of the time" });
  for (const [words, label, move] of MOVES) {
    const button = html("button", { type: "button", "aria-label": label, title: label }, words);
    button.addEventListener("click", () => choose(move(current(), whole)));
    group.append(button);
  }
  return group;
}

/** All of the time in a strip, cooperation up and conflict down; drag over it, or move its two handles. */
export class Overview {
  readonly node: SVGSVGElement;
  private readonly brush: BrushBehavior<unknown>;
  private chosen: Span;
  private readonly group: Selection<SVGGElement, unknown, null, undefined>;

  constructor(
    events: readonly Placed[],
    private readonly whole: Span,
    private readonly edges: readonly [left: number, right: number],
    width: number,
    choose: (span: Span) => void,
  ) {
    this.chosen = whole;
    const [left, right] = edges;
    this.node = svg(
      "svg",
      { class: "overview", width, height: HEIGHT, role: "group", "aria-label": "All of the time" },
      svg("g", { "aria-hidden": "true" }, ...bars(events, (time) => this.at(time))),
    );
    this.brush = brushX<unknown>()
      .extent([
        [left, 1],
        [right, HEIGHT - 1],
      ])
      .handleSize(10)
      .keyModifiers(false)
      .on("brush end", (brushed: D3BrushEvent<unknown>) => {
        if (!brushed.sourceEvent) return; // moved by us
        const selection = brushed.selection as [number, number] | null;
        if (selection) choose([this.time(selection[0]), this.time(selection[1])]);
        else if (brushed.type === "end") choose(whole);
      });
    const group = svg("g", { class: "brush" });
    this.node.append(group);
    this.group = select<SVGGElement, unknown>(group);
    this.group.call(this.brush);
    this.handle("w", "From", choose);
    this.handle("e", "To", choose);
  }

  /** Show which part is chosen. */
  show([first, last]: Span): void {
    this.group.call((group) => this.brush.move(group, [this.at(first), this.at(last)]));
    // Where all is chosen, dragging is to choose a part, not to move what cannot be moved.
    this.node.classList.toggle("all", first <= this.whole[0] && last >= this.whole[1]);
    for (const [side, time] of [
      ["w", first],
      ["e", last],
    ] as const) {
      const handle = this.group.select(`.handle--${side}`);
      handle.attr("aria-valuenow", Math.round(time / days.DAY)).attr("aria-valuetext", days.iso(time));
    }
    this.chosen = [first, last];
  }

  private at(time: number): number {
    const [[first, last], [left, right]] = [this.whole, this.edges];
    return left + ((time - first) / (last - first)) * (right - left);
  }

  private time(x: number): number {
    const [[first, last], [left, right]] = [this.whole, this.edges];
    return first + ((x - left) / (right - left)) * (last - first);
  }

  /** Make a handle of the brush a slider that the arrow keys move. */
  private handle(side: "w" | "e", label: string, choose: (span: Span) => void): void {
    const [first, last] = this.whole;
    const handle = this.group.select<SVGRectElement>(`.handle--${side}`);
    handle.attr("tabindex", 0).attr("role", "slider").attr("aria-label", label);
    handle
      .attr("aria-valuemin", Math.round(first / days.DAY))
      .attr("aria-valuemax", Math.round(last / days.DAY));
    handle.on("keydown", (press: KeyboardEvent) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
        press.key
      ];
      if (steps === undefined) return;
      press.preventDefault();
      const by = (steps * (last - first)) / 100;
      const [from, to] = this.chosen;
      this.chosen =
        side === "w"
          ? [Math.min(Math.max(from + by, first), to - LEAST), to]
          : [from, Math.max(Math.min(to + by, last), from + LEAST)];
      choose(this.chosen);
    });
  }
}

function* bars(events: readonly Placed[], at: (time: number) => number): Iterable<SVGElement> {
  const counts = new Map<number, Record<Class, number>>();
  for (const { event, first } of events) {
    const place = Math.floor(at(first) / BAR);
    const column =
      counts.get(place) ?? (Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<Class, number>);
    column[event.class] += 1;
    counts.set(place, column);
  }
  const columns = [...counts.values()];
  const up = (each: Record<Class, number>) => each.material_cooperation + each.verbal_cooperation;
  const down = (each: Record<Class, number>) => each.material_conflict + each.verbal_conflict;
  const most = Math.max(4, ...columns.map((each) => Math.max(up(each), down(each))));
  const unit = (HEIGHT / 2 - 4) / most;
  for (const [place, column] of counts) {
    for (const [classes, sign] of [
      [["material_cooperation", "verbal_cooperation"], -1],
      [["material_conflict", "verbal_conflict"], 1],
    ] as const) {
      let from = 0;
      for (const name of classes) {
        const tall = column[name] * unit;
        const y = HEIGHT / 2 + (sign > 0 ? from : -from - tall);
        if (tall > 0) yield svg("rect", { class: name, x: place * BAR, y, width: BAR - 0.5, height: tall });
        from += tall;
      }
    }
  }
}
