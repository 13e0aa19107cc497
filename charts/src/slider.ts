// The slider over the record's months: it says the day it stands for while it is moved; htmx sends its form
// when it is let go. Without a script the form has a button for that.

import { read } from "./days";

const IN_WORDS = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Hide the buttons that only a page without a script needs. */
export function ready(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("form[data-slider] button[data-go]")) {
    button.hidden = true;
  }
}

/** Say the day that a slider stands for, to eyes and to screen readers. */
export function follow(page: Document): void {
  page.addEventListener("input", (change) => {
    const slider = change.target as HTMLInputElement;
    if (slider.type !== "range" || !slider.closest("form[data-slider]")) return;
    const day = dayOf(slider);
    slider.setAttribute("aria-valuetext", IN_WORDS.format(read(day)));
    for (const output of page.querySelectorAll(`output[for="${slider.id}"]`)) {
      output.textContent = day;
    }
  });
}

/** The record's first day, the first of a month, or the record's last day. */
function dayOf(slider: HTMLInputElement): string {
  const { first = "", last = "" } = slider.dataset;
  if (slider.value === slider.min) return first;
  if (slider.value === slider.max) return last;
  const [year = 0, month = 1] = first.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + Number(slider.value), 1)).toISOString().slice(0, 10);
}
