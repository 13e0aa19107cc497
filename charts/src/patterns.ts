// Stripes, for what a plain colour would say too surely.

import { svg } from "./elements";

/** A pattern of stripes; the class `kind` says its colours. */
export function hatching(id: string, kind = "hatch"): SVGPatternElement {
  return svg(
    "pattern",
    { id, class: kind, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 5, height: 5 }),
    svg("path", { d: "M2.5,0V5" }),
  );
}
