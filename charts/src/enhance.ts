// Small things that a page has more of with a script than without.

const TOLD_FOR = 1_500; // milliseconds
const COPIED = "Copied";
const REFUSED = "Not allowed";

/** Buttons that copy (`data-copy`), and sliders that say where they stand (`data-tells`: the id of an output). */
export function enhance(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    if (navigator.clipboard) button.hidden = false; // only where the page is of this machine, or over HTTPS
  }
}

/** Listen once for the whole page: what htmx puts in later is heard too. */
export function listen(page: Document): void {
  page.addEventListener("click", (press) => {
    const button = (press.target as Element).closest<HTMLButtonElement>("button[data-copy]");
    if (button) void copy(button);
  });
  page.addEventListener("input", (change) => {
    const slider = change.target as HTMLInputElement;
    const output = slider.dataset.tells && page.getElementById(slider.dataset.tells);
    if (output) output.textContent = slider.value;
  });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const words = button.textContent;
  if (words === COPIED || words === REFUSED) return; // it still says so
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.textContent = COPIED;
  } catch {
    button.textContent = REFUSED; // by the browser's settings
  }
  setTimeout(() => (button.textContent = words), TOLD_FOR);
}
