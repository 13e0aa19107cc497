// The events of a mark that stands for several, as a list of links.

import * as days from "../days";
import { html } from "../elements";
import type { Names } from "../records";
import { place } from "../tip";
import { count } from "../words";
import type { Cluster } from "./clusters";
import { act, address, settled, whose } from "./marks";

export const MOST = 12;

/** A panel with what is in a mark; Escape, or a press elsewhere, closes it and `back` has the focus again. */
export function list(cluster: Cluster, host: HTMLElement, back: SVGElement, names: Names | undefined): void {
  const { events, direction } = cluster;
  const lines = events
    .slice(0, MOST)
    .map(({ event, first, last }) =>
      html(
        "li",
        {},
        html("a", { href: address(event) }, html("time", {}, days.fromTo(first, last)), ` ${act(event)}`),
        html("span", {}, settled(event)),
      ),
    );
  const more = events.length - lines.length;
  const heading = `${whose(direction, names)}: ${count(events.length, "event")}`;
  const panel = html(
    "div",
    { class: "chart-list", role: "dialog", "aria-label": heading },
    html("strong", {}, heading),
    html("ul", {}, ...lines),
    more > 0 ? html("p", {}, `and ${more} more: all are in the list below`) : null,
  );
  host.append(panel);
  place(panel, host, back.getBoundingClientRect());

  const leave = new AbortController();
  const close = () => {
    leave.abort();
    panel.remove();
  };
  const { signal } = leave;
  panel.addEventListener("keydown", (press) => {
    if (press.key !== "Escape") return;
    close();
    back.focus();
  });
  panel.addEventListener(
    "focusout",
    (out) => {
      if (out.relatedTarget && !panel.contains(out.relatedTarget as Node)) close();
    },
    { signal },
  );
  document.addEventListener(
    "pointerdown",
    (press) => {
      if (!panel.contains(press.target as Node)) close();
    },
    { signal },
  );
  panel.querySelector("a")?.focus({ preventScroll: true });
}
