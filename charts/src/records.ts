// What the charts read: answers of /api/v1.

export const CLASSES = [
  "material_cooperation",
  "verbal_cooperation",
  "verbal_conflict",
  "material_conflict",
] as const;
/** PLOVER's classes of events, from the most cooperative to the most hostile: from top to bottom. */
export type Class = (typeof CLASSES)[number];

export type Status = "actual" | "announced" | "considered" | "hypothetical" | "denied";

export type Names = Readonly<Record<string, string>>;

export interface TimelineEvent {
  readonly id: string;
  readonly date_start: string;
  readonly date_end: string;
  readonly direction: string; // "JPN->RUS", "RUS->JPN", "both"
  readonly type: string;
  readonly mode: string | null;
  readonly class: Class;
  readonly status: Status;
  readonly disputed: boolean;
}

export interface Reply {
  readonly event: string; // the one that answers
  readonly answers: string;
  readonly basis: "stated" | "inferred";
  readonly score: number | null;
}

export interface Timeline {
  readonly one: string;
  readonly other: string;
  readonly names?: Names;
  readonly events: readonly TimelineEvent[];
  readonly replies: readonly Reply[];
}

export type State =
  | "proposed"
  | "considered"
  | "negotiated"
  | "announced"
  | "in_force"
  | "suspended"
  | "ending_announced"
  | "ended"
  | "rejected"
  | "lapsed";

export interface Step {
  readonly date: string; // a day, a month, a year, or FIRST/LAST; "..DAY": on that day, maybe earlier
  readonly status: State;
  readonly value: string | null;
}

export interface Measure {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly mutual: boolean;
  readonly value: string | null;
  readonly status: State;
  readonly history: readonly Step[];
  readonly basis?: "ledger" | "record";
}

export interface Measures {
  readonly on: string;
  readonly names?: Names;
  readonly items: readonly Measure[];
}

export type Point = {
  readonly period: string;
  readonly begins: string;
  readonly direction: string;
  readonly events: number;
  readonly score: number;
  readonly score_mean: number | null;
  readonly denied: number;
} & Readonly<Record<Class, number>>;

export interface Turn {
  readonly begins: string;
  readonly period: string;
  readonly before: number;
  readonly after: number;
}

export interface Series {
  readonly one: string;
  readonly other: string;
  readonly by: string; // "month", "quarter", ...
  readonly names?: Names;
  readonly points: readonly Point[];
  readonly turns: readonly Turn[];
  readonly why_none: string | null;
}

/** What a destination asks of a passport, and where both ways are compared, how they stand to one another. */
export interface Crossing {
  readonly passport: string;
  readonly destination: string;
  readonly requirement: string | null;
  readonly days?: number | null;
  readonly months?: number | null;
  readonly barred?: boolean;
  readonly certain?: boolean;
  readonly relation?: string;
  readonly freer?: string | null;
}

export interface Crossings {
  readonly on: string;
  readonly state?: string;
  readonly names?: Names;
  readonly items: readonly Crossing[];
}
