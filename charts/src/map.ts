// The world, each country in the colour of what it asks: of a passport, or for a destination, or in return.

import { dot, geo, plot, sphere } from "@observablehq/plot";
import { geoEqualEarth, type GeoProjection, geoPath } from "d3-geo";

import type { Chart } from "./chart";
import { classes, classOf, classWords, type Kind, other, stay, way } from "./crossing";
import { freshId, html, svg } from "./elements";
import { type Key, legend } from "./legend";
import { hatching } from "./patterns";
import type { Crossing, Crossings, Names } from "./records";
import { Tip } from "./tip";
import { type Place, walk } from "./walk";
import { named } from "./words";
import { type Country, type World, world } from "./world";

const NORTH = 84; // Antarctica is left out
const SOUTH = -57;
const DOT = 3.6;
const DOT_NARROW = 2.6;
const NARROW = 640;

/** The chart of an answer of /api/v1/visa/{passport,destination,reciprocity}/STATE. */
export async function make(host: HTMLElement, data: unknown, figure: HTMLElement): Promise<Chart | string> {
  const answer = data as Crossings;
  if (answer.items.length === 0) return "The record has nothing for this day.";
  const kind = kindOf(figure, answer);
  const state = answer.state ?? figure.dataset.stateCode ?? stateOf(answer.items, kind);
  const shapes = await world();
  const names: Record<string, string> = {};
  for (const { properties } of shapes.countries)
    if (properties.code) names[properties.code] = properties.name;
  for (const { code, name } of shapes.spots) names[code] ??= name;
  Object.assign(names, answer.names);

  const picture = html("div", { class: "chart-picture" });
  const map: Map_ = { answer, kind, state, names, shapes, pattern: figure.dataset.hrefPattern };
  host.append(picture, legend(keys(map)));
  const tip = new Tip(host);
  return {
    draw(width) {
      picture.replaceChildren(drawn(map, width, tip));
    },
  };
}

/** All that a map is drawn from, at any width. */
interface Map_ {
  readonly answer: Crossings;
  readonly kind: Kind;
  readonly state: string | undefined;
  readonly names: Names;
  readonly shapes: World;
  readonly pattern: string | undefined; // of the addresses: "/visa/{passport}/{destination}"
}

function kindOf(figure: HTMLElement, { items }: Crossings): Kind {
  const told = figure.dataset.kind ?? figure.dataset.mode;
  if (told === "passport" || told === "destination" || told === "reciprocity") return told;
  if (items[0]?.relation !== undefined) return "reciprocity";
  return items.every(({ passport }) => passport === items[0]?.passport) ? "passport" : "destination";
}

function stateOf([first]: readonly Crossing[], kind: Kind): string | undefined {
  return kind === "destination" ? first?.destination : first?.passport;
}

function drawn(map: Map_, width: number, tip: Tip): SVGSVGElement {
  const { shapes, answer, kind, state, names } = map;
  const projection = fitted(width);
  const height = Math.ceil(projection([0, SOUTH])?.[1] ?? width / 2);
  const asked = new Map(answer.items.map((each) => [other(each, kind), each]));
  const hatch = freshId("hatch");
  const barred = freshId("hatch");
  const look = ({ code }: Country) => lookOf(code, asked, map);
  const small = new Set(shapes.spots.map(({ code }) => code));
  const radius = width < NARROW ? DOT_NARROW : DOT;

  const picture = plot({
    className: "plot",
    width,
    height,
    margin: 0,
    projection: () => projection,
    marks: [
      sphere({ className: "sea" }),
      geo(shapes.countries, { className: "countries" }),
      geo(shapes.borders, { className: "borders" }),
      dot(shapes.spots, { x: ({ at }) => at[0], y: ({ at }) => at[1], r: radius, className: "spots" }),
    ],
  }) as SVGSVGElement;
  picture.classList.add("world");
  picture.prepend(svg("defs", {}, hatching(hatch, "hatch-no-record"), hatching(barred, "hatch-barred")));
  for (const hidden of picture.querySelectorAll(".sea, .borders")) hidden.setAttribute("aria-hidden", "true");

  const path = geoPath(projection);
  const spots: (Place & { readonly name: string })[] = [];
  // What is pointed at is outlined above its neighbours.
  const ring = svg("path", { class: "ring", "aria-hidden": "true" });
  const leave = () => {
    tip.hide();
    ring.removeAttribute("d");
  };
  const attend = (
    node: SVGElement,
    country: Country,
    [x, y]: readonly [number, number],
    isWalked: boolean,
  ) => {
    const crossing = country.code ? asked.get(country.code) : undefined;
    const found = look(country);
    node.setAttribute("class", found);
    if (found === "no-record") node.setAttribute("fill", `url(#${hatch})`);
    if (found === "barred") node.setAttribute("fill", `url(#${barred})`);
    const name = country.code ? named(country.code, names) : country.name;
    const lines = said(name, crossing, country.code === state, map);
    const enter = () => {
      tip.show(node.getBoundingClientRect(), lines);
      ring.setAttribute("d", node.getAttribute("d") ?? circle([x, y], radius + 1));
    };
    node.addEventListener("pointerenter", enter);
    node.addEventListener("pointerleave", leave);
    if (!crossing || !isWalked) return;
    const link = linked(node, crossing, lines.join(", "), map);
    link.addEventListener("focus", enter);
    link.addEventListener("blur", leave);
    spots.push({ node: link, x, y, name });
  };
  const areas = [...picture.querySelectorAll<SVGPathElement>(".countries path")];
  for (const [place, area] of areas.entries()) {
    const shape = shapes.countries[place];
    if (!shape) continue;
    const { code } = shape.properties;
    attend(area, shape.properties, path.centroid(shape), !(code && small.has(code)));
  }
  const dots = [...picture.querySelectorAll<SVGCircleElement>(".spots circle")];
  for (const [place, each] of dots.entries()) {
    const spot = shapes.spots[place];
    if (!spot) continue;
    if (!asked.has(spot.code) && spot.code !== state) {
      each.remove(); // nothing is known of it: its shape, as small as it is, says so
      continue;
    }
    attend(each, spot, projection([...spot.at]) ?? [0, 0], true);
  }
  spots.sort((one, another) => one.name.localeCompare(another.name, "en"));
  picture.append(ring);
  picture.setAttribute("role", "group");
  picture.setAttribute(
    "aria-label",
    `World map of ${spots.length} countries on ${answer.on}. Arrow keys go from one to its neighbour.`,
  );
  walk(picture, spots);
  return picture;
}

function circle([x, y]: readonly [number, number], radius: number): string {
  return `M${x - radius},${y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
}

/** Equal Earth, as wide as there is room; areas can be compared, and the land lies in the middle. */
function fitted(width: number): GeoProjection {
  const projection = geoEqualEarth().rotate([-11, 0]);
  const unit = projection.fitWidth(width, { type: "Sphere" });
  const top = unit([0, NORTH])?.[1] ?? 0;
  const [x, y] = unit.translate();
  return unit.translate([x, y - top]);
}

/** The class that colours a country. */
function lookOf(
  code: string | undefined,
  asked: ReadonlyMap<string, Crossing>,
  { kind, state }: Map_,
): string {
  if (code && code === state) return "itself";
  const crossing = code ? asked.get(code) : undefined;
  return (crossing && classOf(crossing, kind)?.replaceAll("_", "-")) ?? "no-record";
}

/** What a country is said to ask, in lines. */
function said(name: string, crossing: Crossing | undefined, isItself: boolean, map: Map_): string[] {
  const { kind, names, state = "" } = map;
  if (isItself) return [name];
  const found = crossing && classOf(crossing, kind);
  if (!crossing || !found) return [name, "nothing in the record"];
  const lines = [name, classWords(found, kind, named(state, names))];
  if (kind !== "reciprocity") {
    const days = stay(crossing);
    lines[1] = days ? `${lines[1]}, ${days}` : (lines[1] ?? "");
    lines.push(way(crossing, names));
  }
  if (crossing.barred && kind !== "reciprocity") {
    lines.splice(1, 1, "entry barred", `beneath: ${classWords(crossing.requirement ?? "", kind, "")}`);
  }
  if (crossing.certain === false) lines.push("a change lies around this day");
  return lines;
}

/** Wrap a shape in the link to its pair's page, where the figure says how those are called. */
function linked(node: SVGElement, crossing: Crossing, label: string, { pattern, kind }: Map_): SVGElement {
  const href = pattern
    ?.replace("{passport}", encodeURIComponent(crossing.passport))
    .replace("{destination}", encodeURIComponent(crossing.destination))
    .replace("{code}", encodeURIComponent(other(crossing, kind)));
  const link = href
    ? svg("a", { href, "aria-label": label })
    : svg("g", { role: "img", "aria-label": label });
  node.replaceWith(link);
  link.append(node);
  return link;
}

function keys({ answer, kind, state = "", names }: Map_): Key[] {
  const counts = new Map<string, number>();
  for (const each of answer.items) {
    const name = classOf(each, kind);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const box = (name: string, ...more: SVGElement[]) =>
    svg("g", { class: "world" }, ...more, svg("rect", { class: name, x: 2, y: 0.5, width: 14, height: 11 }));
  const striped = (name: string): SVGElement => {
    const id = freshId("hatch");
    const sign = box(name, hatching(id, `hatch-${name}`));
    sign.lastElementChild?.setAttribute("fill", `url(#${id})`);
    return sign;
  };
  const found: Key[] = classes(kind)
    .filter((name) => counts.has(name))
    .map((name) => ({
      sign: name === "barred" ? striped(name) : box(name.replaceAll("_", "-")),
      words: classWords(name, kind, named(state, names)),
      count: counts.get(name) ?? 0,
    }));
  found.push({ sign: striped("no-record"), words: "nothing in the record" });
  if (state) found.push({ sign: box("itself"), words: named(state, names) });
  return found;
}
