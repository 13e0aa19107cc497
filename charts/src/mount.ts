// Finds the figures of a page, fetches what they show, and draws them: again when their width changes, and
// when htmx has put others in their place.

import type { Chart, Maker } from "./chart";
import { html } from "./elements";

const MAKERS: Readonly<Record<string, () => Promise<{ make: Maker }>>> = {
  timeline: () => import("./timeline/timeline"),
  measures: () => import("./measures/measures"),
  series: () => import("./series"),
  map: () => import("./map"),
};

const mounted = new WeakSet<Element>();

/** What was drawn last, by the figure's id: it stays to be seen until what htmx has put in its place is drawn. */
const drawnBefore = new Map<string, HTMLElement>();

/** Draw every chart under `root` that is not drawn yet. */
export function mountAll(root: ParentNode): void {
  const figures = root.querySelectorAll<HTMLElement>("[data-chart]");
  const itself = root instanceof HTMLElement && root.matches("[data-chart]") ? [root] : [];
  for (const figure of [...itself, ...figures]) {
    if (mounted.has(figure)) continue;
    mounted.add(figure);
    void mount(figure);
  }
}

/** Fetch and draw one figure; `data-state` tells how far it is: loading, drawn, empty, failed. */
async function mount(figure: HTMLElement): Promise<void> {
  const load = MAKERS[figure.dataset.chart ?? ""];
  const address = figure.dataset.src;
  if (!load || !address) return;
  figure.querySelectorAll(":scope > .chart-plot, :scope > .chart-told").forEach((old) => old.remove());
  figure.dataset.state = "loading";
  const before = drawnBefore.get(figure.id);
  if (before && !before.isConnected) {
    before.inert = true;
    absent(figure, true);
    figure.append(before);
  }
  try {
    const [{ make }, data] = await Promise.all([load(), fetched(address)]);
    const host = html("div", { class: "chart-plot" });
    const chart = await make(host, data, figure);
    before?.remove();
    absent(figure, true);
    if (typeof chart === "string") {
      figure.append(told(chart));
      figure.dataset.state = "empty";
      return;
    }
    figure.append(host);
    follow(host, chart, figure);
    if (figure.id) drawnBefore.set(figure.id, host);
    figure.dataset.state = "drawn";
  } catch (trouble) {
    before?.remove();
    absent(figure, false);
    figure.append(told(`This could not be drawn: ${why(trouble)} `, again(figure)));
    figure.dataset.state = "failed";
  }
}

/** Draw now, and whenever the width has changed. */
function follow(host: HTMLElement, chart: Chart, figure: HTMLElement): void {
  let drawn = host.clientWidth; // nothing where the figure is hidden: drawn once it is shown
  if (drawn > 0) chart.draw(drawn);
  const observer = new ResizeObserver(() => {
    if (!figure.isConnected) {
      observer.disconnect();
      return;
    }
    const width = host.clientWidth;
    if (width === drawn || width === 0) return;
    drawn = width;
    requestAnimationFrame(() => chart.draw(width));
  });
  observer.observe(host);
}

/** What a reader is told of a chart that could not be had. */
class Trouble extends Error {}

/** The answer at an address; Trouble says what the server's problem details say. */
async function fetched(address: string): Promise<unknown> {
  const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => {
    throw new Trouble("the server did not answer.");
  });
  if (response.ok) return response.json();
  const isProblem = response.headers.get("Content-Type")?.includes("json") ?? false;
  const problem: unknown = isProblem ? await response.json() : null;
  const { detail, title } = (problem ?? {}) as { detail?: unknown; title?: unknown };
  throw new Trouble(String(detail ?? title ?? `the server answered ${response.status}.`));
}

function why(trouble: unknown): string {
  if (trouble instanceof Trouble) return trouble.message;
  console.error(trouble);
  return "the script that draws it failed.";
}

function told(words: string, ...more: Node[]): HTMLElement {
  return html("p", { class: "chart-told", role: "status" }, words, ...more);
}

function again(figure: HTMLElement): HTMLButtonElement {
  const button = html("button", { type: "button" }, "Try again");
  button.addEventListener("click", () => void mount(figure));
  return button;
}

function absent(figure: HTMLElement, hidden: boolean): void {
  for (const line of figure.querySelectorAll<HTMLElement>(":scope > .chart-absent")) line.hidden = hidden;
}
