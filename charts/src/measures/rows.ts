// Measures as rows: each goes through its states, from bar to bar, up to the day that is asked for.

import { REQUIREMENT_WORDS } from "../crossing";
import * as days from "../days";
import type { Measure, Measures, Names, State, Step } from "../records";
import { named, plain } from "../words";

/** How a state looks: in force solid, suspended striped, what is only on its way outlined. */
export type Look = "force" | "suspended" | "ahead";

export interface Bar {
  readonly look: Look;
  readonly from: number;
  readonly to: number;
  readonly requirement: string | null; // of a rule of the visa record: what it asks
}

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly steps: readonly string[]; // a line for each: "2018-07-01 in force"
  readonly bars: readonly Bar[];
  readonly over: number | null; // when it ended, was rejected or lapsed
  readonly loose: readonly (readonly [first: number, last: number])[]; // days within which a state began
  readonly href: string | null;
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

/** The measures of a list, or the one of an answer of /api/v1/measures/ID; on the figure's day where none is told. */
export function listed(told: Listing | Measure, figure: HTMLElement): Measures {
  const on = figure.dataset.on ?? days.iso(Date.now());
  return "items" in told ? { on, ...told } : { on, items: [told] };
}

/** Of a pair, with their day; or of /api/v1/measures. */
type Listing = Omit<Measures, "on"> & Partial<Pick<Measures, "on">>;

/** The rows of what is listed; where there are several, each leads to its page. */
export function rows({ on, items, names }: Measures): Row[] {
  return items.map((measure) => ({
    id: measure.id,
    label: label(measure, names),
    steps: measure.history.map(told),
    href: items.length > 1 ? address(measure) : null,
    ...course(measure, days.read(on)),
  }));
}

function course(measure: Measure, now: number): Pick<Row, "bars" | "over" | "loose"> {
  const { history } = measure;
  const bars: Bar[] = [];
  const loose: [number, number][] = [];
  let over: number | null = null;
  for (const [place, step] of history.entries()) {
    const { first, last, open } = days.span(step.date);
    if (open) loose.push([-Infinity, last]);
    else if (last > first) loose.push([first, last]);
    const look = LOOKS[step.status];
    const next = history[place + 1];
    const to = next ? days.span(next.date).last : now;
    if (look) bars.push({ look, from: last, to, requirement: requirement(measure, step) });
    else over = last;
  }
  return { bars, over, loose };
}

/** What the visa record says was asked: "evisa" of "evisa, 30 days". */
function requirement({ basis }: Measure, { value }: Step): string | null {
  const asked = basis === "record" ? value?.split(",")[0] : undefined;
  return asked !== undefined && asked in REQUIREMENT_WORDS ? asked : null;
}

/** Where a measure, or a rule of the visa record, has its page. */
function address({ basis, id, subject, issuer }: Measure): string {
  const parts = basis === "record" ? ["visa", subject, issuer] : ["measures", id];
  return `/${parts.map(encodeURIComponent).join("/")}`;
}

function label({ name, kind, issuer, subject, mutual, value }: Measure, names: Names | undefined): string {
  const who = `${named(issuer, names)} ${mutual ? "↔" : "→"} ${named(subject, names)}`;
  return `${who}  ${name || plain(kind)}${value ? `: ${worded(value)}` : ""}`;
}

function told({ date, status, value }: Step): string {
  const when = date.startsWith("..") ? `${date.slice(2)} or earlier` : date.replace("/", " to ");
  return `${when} ${plain(status)}${value ? `: ${worded(value)}` : ""}`;
}

/** A value in words: the visa record's begin with the name of a requirement. */
function worded(value: string): string {
  const [asked = "", ...more] = value.split(",");
  return [REQUIREMENT_WORDS[asked] ?? asked, ...more].join(",");
}
