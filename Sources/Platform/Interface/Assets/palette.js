// The palette: finds among the page's places and actions as one types; below it the server adds what can be made and run
// and the records it finds. Records opened lately are remembered in this browser, until one signs out.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("[data-palette-list]");
const found = document.getElementById("palette-found");
const remembered = "palette.recent";
let at = 0;

function recent() {
  try {
    return JSON.parse(localStorage.getItem(remembered) ?? "[]");
  } catch {
    return [];
  }
}

// A record's page is one whose address ends with its id.
function remember() {
  const title = document.querySelector("main h1")?.textContent.trim();
  if (!title || !/^\/[a-z-]+\/[0-9a-f]{8}-[0-9a-f-]{27}$/.test(location.pathname)) return;
  const kind = document.querySelector(".breadcrumbs a:last-of-type")?.textContent.trim() ?? "";
  const others = recent().filter((each) => each.path !== location.pathname);
  localStorage.setItem(remembered, JSON.stringify([{ title, kind, path: location.pathname }, ...others].slice(0, 6)));
}

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
  for (const { title, kind, path } of recent()) {
    if (path === location.pathname) continue;
    const option = document.createElement("li");
    option.role = "option";
    option.id = "palette-" + options.length;
    option.className = "menu-item";
    option.dataset.href = path;
    option.textContent = title;
    const detail = document.createElement("span");
    detail.className = "muted";
    detail.textContent = kind ? `${kind}, opened lately` : "Opened lately";
    option.append(detail);
    options.push(option);
  }
  list.replaceChildren(...options);
}

function mark() {
  const shown = items();
  at = Math.max(0, Math.min(at, shown.length - 1));
  for (const item of dialog.querySelectorAll("[role=option]")) item.setAttribute("aria-selected", String(item === shown[at]));
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
  else if (item.dataset.dialog) htmx.ajax("GET", item.dataset.dialog, { target: "#dialog-place", swap: "innerHTML" });
  else if (item.dataset.href) location.assign(item.dataset.href);
}

if (dialog) {
  remember();
  new MutationObserver(() => {
    if (!dialog.open) return;
    found.replaceChildren();
    gather();
    filter();
    htmx.trigger(input, "palette-open");
  }).observe(dialog, { attributeFilter: ["open"] });
  document.addEventListener("submit", (event) => event.target.matches("[action='/sign-out']") && localStorage.removeItem(remembered));
  input.addEventListener("input", filter);
  dialog.addEventListener("htmx:afterSettle", () => {
    // On a record's page what can be done to it comes first, until something is typed.
    if (!input.value.trim() && found.querySelector("[data-dialog^='" + location.pathname + "/']")) list.before(found);
    else list.after(found);
    mark();
  });
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
