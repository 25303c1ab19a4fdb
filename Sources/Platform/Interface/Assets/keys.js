// Shortcuts of the page: an element with data-key="c" is pressed by that key, data-key="g c" by one after the other.
// `?` shows them all, `/` goes to the search, Ctrl-K or ⌘-K opens the palette.
const busy = (target) => target.matches("input, textarea, select, [contenteditable]");
let first = "";
let forget;

function press(key) {
  const element = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key && each.checkVisibility?.() !== false);
  if (!element) return false;
  if (element.matches("input, select, textarea")) element.focus();
  else element.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    return openPalette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (busy(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return showHelp();
  if (event.key === "/") {
    event.preventDefault();
    return document.querySelector("[data-search]")?.focus();
  }
  clearTimeout(forget);
  const both = first ? first + " " + event.key : event.key;
  if (press(both)) {
    event.preventDefault();
    first = "";
  } else {
    first = event.key.length === 1 ? event.key : "";
    forget = setTimeout(() => (first = ""), 1000);
  }
});

function showHelp() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog) return;
  const list = dialog.querySelector("[data-shortcuts]");
  const rows = [...document.querySelectorAll("[data-key]")].map((element) => {
    const row = document.createElement("div");
    const name = document.createElement("dt");
    const keys = document.createElement("dd");
    name.textContent = element.ariaLabel || element.title || element.textContent.trim();
    for (const key of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.className = "key";
      cap.textContent = key;
      keys.append(cap, " ");
    }
    row.append(name, keys);
    return row;
  });
  list.replaceChildren(...rows);
  dialog.showModal();
}

function openPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const input = dialog.querySelector("input");
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

document.addEventListener("click", (event) => event.target.closest("[data-palette]") && openPalette());
document.addEventListener("click", (event) => event.target.closest("[data-help]") && showHelp());
