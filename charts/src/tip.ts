// The small panel beside what is pointed at or has the focus.

import { html } from "./elements";

const APART = 10; // pixels between the panel and the place

/** A panel in `host`, which must be positioned; hidden from screen readers, as marks say the same themselves. */
export class Tip {
  private readonly panel = html("div", { class: "chart-tip", "aria-hidden": "true", hidden: "" });

  constructor(private readonly host: HTMLElement) {
    host.append(this.panel);
  }

  /** Show lines beside a box of the window; the first is the heading. */
  show(box: DOMRect, lines: readonly (string | Node)[]): void {
    this.panel.replaceChildren(
      ...lines.map((line, place) => html(place === 0 ? "strong" : "span", {}, line)),
    );
    this.panel.hidden = false;
    place(this.panel, this.host, box);
  }

  hide(): void {
    this.panel.hidden = true;
  }
}

/** Put a panel above the box, below it where there is no room, and always inside the host's width. */
export function place(panel: HTMLElement, host: HTMLElement, box: DOMRect): void {
  const within = host.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const middle = box.left + box.width / 2 - within.left;
  const left = Math.max(0, Math.min(middle - width / 2, within.width - width));
  const above = box.top - within.top - height - APART;
  const hasRoom = box.top - height - APART > 0;
  panel.style.left = `${left}px`;
  panel.style.top = `${hasRoom ? above : box.bottom - within.top + APART}px`;
}
