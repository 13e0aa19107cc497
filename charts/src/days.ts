// Days as ISO writes them; all in UTC, so that no picture depends on where it is looked at.

export const DAY = 86_400_000; // milliseconds

/** Milliseconds since 1970 of "2022-10-04", "2022-10" or "2022" (its first day). */
export function read(told: string): number {
  const [year = "", month = "01", day = "01"] = told.split("-");
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** First and last day of "2022-10-04", "2022-10", "2022", "FIRST/LAST" or "..DAY". */
export function span(told: string): { first: number; last: number; open: boolean } {
  const open = told.startsWith("..");
  const [from = "", to] = told.replace(/^\.\./, "").split("/");
  return { first: read(from), last: end(to ?? from), open };
}

function end(told: string): number {
  const [year = 0, month, day] = told.split("-").map(Number);
  if (day !== undefined) return read(told);
  return month !== undefined ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31);
}

/** "2022-10-04". */
export function iso(time: number | Date): string {
  return new Date(time).toISOString().slice(0, 10);
}

const WORDS = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });

/** "Tuesday, 4 October 2022". */
export function inWords(time: number): string {
  return WORDS.format(time);
}

/** A tick of a time axis, as short as it is clear: "2022", "2022-10", "2022-10-04". */
export function tick(time: Date): string {
  const whole = iso(time);
  if (whole.endsWith("-01-01")) return whole.slice(0, 4);
  return whole.endsWith("-01") ? whole.slice(0, 7) : whole;
}

/** "2022-10-04", or "2022-10-01 to 2022-10-31". */
export function fromTo(first: number, last: number): string {
  return iso(first) === iso(last) ? iso(first) : `${iso(first)} to ${iso(last)}`;
}
