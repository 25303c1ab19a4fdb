// The palette: finds among the page's places and actions as one types; what the server finds is added below by htmx.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("[data-palette-list]");
let at = 0;

const items = () => [...dialog.querySelectorAll("[role=option]")].filter((item) => !item.hidden);

// Every letter in order; a hit at the start of a word counts more.
function score(words, query) {
  let place = 0;
  let total = 0;
  for (const letter of query) {
    const found = words.indexOf(letter, place);
    if (found < 0) return -1;
    total += found === 0 || words[found - 1] === " " ? 3 : found === place ? 2 : 0;
    place = found + 1;
  }
  return total;
}

function gather() {
  const seen = new Set();
  const options = [];
  for (const link of document.querySelectorAll(".sidebar a.nav-item, .page-actions :is(a, button), [data-palette-item]")) {
    const text = (link.dataset.paletteItem || link.querySelector(".nav-label")?.textContent || link.textContent).trim();
    if (!text || seen.has(text)) continue;
    seen.add(text);
    const option = document.createElement("li");
    option.role = "option";
    option.id = "palette-" + options.length;
    option.className = "menu-item";
    option.textContent = text;
    option.press = () => link.click();
    options.push(option);
  }
  list.replaceChildren(...options);
}

function mark() {
  const shown = items();
  at = Math.max(0, Math.min(at, shown.length - 1));
  shown.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  if (shown[at]) input.setAttribute("aria-activedescendant", shown[at].id);
  shown[at]?.scrollIntoView({ block: "nearest" });
}

function filter() {
  const query = input.value.trim().toLowerCase();
  const ranked = [...list.children].map((item) => [query ? score(item.textContent.toLowerCase(), query) : 0, item]);
  ranked.sort((a, b) => b[0] - a[0]);
  for (const [points, item] of ranked) {
    item.hidden = points < 0;
    list.append(item);
  }
  at = 0;
  mark();
}

function choose(item) {
  if (!item) return;
  dialog.close();
  if (item.press) item.press();
  else if (item.dataset.href) location.assign(item.dataset.href);
}

if (dialog) {
  new MutationObserver(() => dialog.open && (gather(), filter())).observe(dialog, { attributeFilter: ["open"] });
  input.addEventListener("input", filter);
  dialog.addEventListener("htmx:afterSettle", mark);
  dialog.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      at += step;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(items()[at]);
    }
  });
}
