// Legends in HTML: they wrap, can be read aloud, and stay as large as the page's text.

import { html, svg } from "./elements";
import { figure } from "./words";

export interface Key {
  readonly sign: SVGElement | null; // drawn in a box of 18 by 12
  readonly words: string;
  readonly count?: number;
  readonly only?: "narrow"; // on narrow screens alone: wide ones say it beside the marks
}

/** A list of signs and what they mean. */
export function legend(keys: readonly Key[], label = "Legend"): HTMLUListElement {
  return html(
    "ul",
    { class: "chart-legend", "aria-label": label },
    ...keys.map(({ sign, words, count, only }) =>
      html(
        "li",
        only ? { class: `only-${only}` } : {},
        sign && svg("svg", { width: 18, height: 12, viewBox: "0 0 18 12", "aria-hidden": "true" }, sign),
        words,
        count === undefined ? null : html("span", { class: "number" }, figure(count)),
      ),
    ),
  );
}
