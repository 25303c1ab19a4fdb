// Dialogs: data-opens="id" opens a <dialog>, data-closes closes the one around it. A dialog fetched by htmx into
// #dialog-place opens by itself, and focus goes back to where it was when it closes.
function show(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) return show(document.getElementById(opener.dataset.opens));
  const closer = event.target.closest("[data-closes]");
  if (closer) return closer.closest("dialog")?.close();
  // A press on the backdrop closes, unless something was typed.
  if (event.target.matches("dialog[open]") && !event.target.querySelector("form[data-changed]")) event.target.close();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "dialog-place") show(event.target.querySelector("dialog"));
});

// The server closes the dialog with HX-Trigger: close-dialog.
document.addEventListener("close-dialog", () => document.querySelector("dialog[open]")?.close());

document.addEventListener(
  "close",
  (event) => {
    const place = event.target.closest("#dialog-place");
    if (place) place.replaceChildren();
  },
  true,
);

// Arrow keys walk through a menu; it closes when something in it is chosen.
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[popover]");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const items = [...menu.querySelectorAll(".menu-item:not(:disabled), .nav-item")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  event.preventDefault();
  items.at(to % items.length)?.focus();
});

document.addEventListener(
  "toggle",
  (event) => {
    if (event.newState === "open" && event.target.matches?.(".menu-panel")) event.target.querySelector(".menu-item")?.focus();
  },
  true,
);

document.addEventListener("click", (event) => {
  const item = event.target.closest(".menu-panel .menu-item:not([popovertarget])");
  if (item) item.closest("[popover]").hidePopover();
});
