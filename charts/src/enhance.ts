// Small things that a page has more of with a script than without.

const TOLD_FOR = 1_500; // milliseconds
const COPIED = "Copied";
const REFUSED = "Not allowed";

/** Show the buttons that copy (`data-copy`). */
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
