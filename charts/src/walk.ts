// Marks by keyboard: one stop of the Tab key for all of them, arrow keys from one to the next.

export interface Place {
  readonly node: SVGElement;
  readonly x: number;
  readonly y: number;
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const ASIDE = 3; // a pixel aside is as far as so many pixels ahead

/**
 * Let the arrow keys walk over these places of `root`, each time to the nearest one in their direction;
 * Home and End to the first and the last. The first is where the Tab key comes in; `signal` ends it.
 */
export function walk(root: SVGElement, places: readonly Place[], signal?: AbortSignal): void {
  let current = places[0];
  for (const each of places) each.node.setAttribute("tabindex", each === current ? "0" : "-1");

  const move = (to: Place | undefined) => {
    if (to === undefined) return;
    current?.node.setAttribute("tabindex", "-1");
    to.node.setAttribute("tabindex", "0");
    current = to;
    to.node.focus();
  };
  const byNode = new Map(places.map((each) => [each.node as Element, each]));
  const listen = (press: KeyboardEvent) => {
    const from = byNode.get(press.target as Element);
    if (from === undefined || press.ctrlKey || press.metaKey || press.altKey) return;
    const direction = DIRECTIONS[press.key];
    if (direction) move(nearest(from, places, direction));
    else if (press.key === "Home") move(places[0]);
    else if (press.key === "End") move(places.at(-1));
    else return;
    press.preventDefault();
  };
  root.addEventListener("keydown", listen, signal ? { signal } : {});
}

function nearest(
  from: Place,
  places: readonly Place[],
  [toX, toY]: readonly [number, number],
): Place | undefined {
  let best: Place | undefined;
  let least = Infinity;
  for (const each of places) {
    const [x, y] = [each.x - from.x, each.y - from.y];
    const ahead = x * toX + y * toY;
    if (ahead <= 0.5) continue;
    const far = ahead + ASIDE * Math.abs(x * toY + y * toX);
    if (far < least) [best, least] = [each, far];
  }
  return best;
}
