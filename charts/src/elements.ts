// Elements, made without markup: what the ledger says is text, never HTML.

type Attributes = Readonly<Record<string, string | number | null | undefined>>;
type Child = Node | string | null;

/** An element of HTML. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

let made = 0;

/** An id that nothing else on the page has. */
export function freshId(name: string): string {
  made += 1;
  return `chart-${name}-${made}`;
}

/** Whether a press of a key or button is meant for the browser: a new tab, a menu. */
export function isForBrowser(press: MouseEvent | KeyboardEvent): boolean {
  return press.ctrlKey || press.metaKey || press.shiftKey || press.altKey;
}
