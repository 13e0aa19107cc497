// What every page loads; the charts themselves come when a page has one.

import { enhance, listen } from "./enhance";
import { mountAll } from "./mount";
import { follow, ready } from "./slider";

function dress(root: ParentNode): void {
  enhance(root);
  ready(root);
  mountAll(root);
}

listen(document);
follow(document);
dress(document);
document.addEventListener("htmx:load", (loaded) => dress(loaded.target as HTMLElement));
