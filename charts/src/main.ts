// What every page loads; the charts themselves come when a page has one.

import { enhance, listen } from "./enhance";
import { mountAll } from "./mount";

function dress(root: ParentNode): void {
  enhance(root);
  mountAll(root);
}

listen(document);
dress(document);
document.addEventListener("htmx:load", (loaded) => dress(loaded.target as HTMLElement));
