// Lists: choosing rows, more rows while scrolling, walking through cells.
import { edit } from "./inline.js";
import "./list-columns.js";
import "./list-filter.js";

const list = () => document.querySelector("[data-list]");
const table = () => document.querySelector(".list-table");
const chosen = new Set();
let everything = false;
let last;

// MARK: Choosing
const boxes = () => [...document.querySelectorAll(".list-table tbody .check input")];

function recount() {
  const all = boxes();
  const here = all.filter((box) => box.checked).length;
  const head = document.querySelector(".list-table thead .check input");
  if (head) {
    head.checked = here > 0 && here === all.length;
    head.indeterminate = here > 0 && here < all.length;
  }
  const bar = document.getElementById("bulk");
  if (!bar) return;
  const total = Number(bar.dataset.total);
  const count = everything ? total : chosen.size;
  bar.toggleAttribute("data-open", count > 0);
  bar.querySelector("[data-bulk-count]").textContent = count.toLocaleString();
  bar.querySelector("[data-bulk-all]").value = everything ? "1" : "";
  const more = bar.querySelector("[data-bulk-everything]");
  more.hidden = everything || !(head?.checked && total > chosen.size);
  const download = bar.querySelector("[data-bulk-export]");
  if (download) download.hidden = everything || chosen.size > 200;
}

function choose(box, on) {
  box.checked = on;
  if (on) chosen.add(box.value);
  else {
    chosen.delete(box.value);
    everything = false;
  }
}

function chooseNone() {
  everything = false;
  chosen.clear();
  for (const box of boxes()) box.checked = false;
  recount();
}

const restore = () => {
  for (const box of boxes()) box.checked = everything || chosen.has(box.value);
  recount();
};

document.addEventListener(
  "click",
  (event) => {
    const box = event.target.closest(".list-table .check input");
    if (box) {
      event.stopPropagation();
      const all = boxes();
      if (box.closest("thead")) for (const each of all) choose(each, box.checked);
      else if (event.shiftKey && last && all.includes(last)) {
        const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
        for (const each of all.slice(from, to + 1)) choose(each, box.checked);
      } else choose(box, box.checked);
      last = box;
      return recount();
    }
    if (event.target.closest("[data-bulk-none]")) chooseNone();
    if (event.target.closest("[data-bulk-everything]")) {
      everything = true;
      restore();
    }
    const download = event.target.closest("[data-bulk-export]");
    if (download) {
      event.preventDefault();
      const address = new URL(download.formAction || download.getAttribute("formaction"), location);
      const columns = [...document.querySelectorAll(".list-table thead th[data-column]")].map((head) => head.dataset.column);
      address.search = new URLSearchParams({ id: `in.(${[...chosen].join(",")})`, columns: columns.join(",") });
      location.assign(address);
    }
    // A press on a cell puts the cursor there.
    const cell = event.target.closest(".list-table tbody td[data-field]");
    if (cell && !event.target.closest("a, button, input, select, textarea, form")) focusCell(cell);
  },
  true,
);

// Rows that have scrolled out of the page belong to the change too.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "bulk") return;
  const parameters = event.detail.parameters;
  if (everything) delete parameters.ids;
  else parameters.ids = [...chosen].join(",");
});

document.addEventListener("list-changed", () => {
  chooseNone();
  refresh();
});

// MARK: More rows
const far = 1200;
const kept = new Map();
let loading = false;

async function more(row) {
  if (loading) return;
  loading = true;
  const address = new URL(row.dataset.next, location);
  address.searchParams.set("part", "rows");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const body = document.createElement("tbody");
    body.dataset.part = "";
    body.dataset.url = row.dataset.next;
    body.innerHTML = await answer.text();
    row.closest("tbody").after(body);
    row.remove();
    watch(body);
    restore();
    shown();
  } catch {
    row.querySelector("a").textContent = "The rows below could not be fetched. Try again";
  }
  loading = false;
}

function shown() {
  const place = document.querySelector("[data-shown]");
  const count = [...document.querySelectorAll(".list-table tbody")].reduce(
    (sum, body) => sum + (kept.get(body)?.length ?? body.querySelectorAll("tr[data-id]").length), 0);
  const start = place?.textContent.split("–")[0];
  if (place && count > 0) place.textContent = `${start}–${(Number(start.replace(/\D/g, "")) + count - 1).toLocaleString()}`;
}

// Bodies far from sight are taken out of the page and leave a gap of their height.
const bodies = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? bringBack(target) : putAway(target);
  },
  { rootMargin: `${far}px 0px` },
);

function putAway(body) {
  if (kept.has(body) || body.contains(document.activeElement) || body.querySelector("[data-next]")) return;
  const height = body.getBoundingClientRect().height;
  if (height === 0) return;
  kept.set(body, [...body.children]);
  const gap = document.createElement("tr");
  const cell = document.createElement("td");
  cell.colSpan = 99;
  cell.style.height = `${height}px`;
  cell.className = "gap";
  gap.append(cell);
  body.replaceChildren(gap);
}

function bringBack(body) {
  const rows = kept.get(body);
  if (!rows) return;
  kept.delete(body);
  body.replaceChildren(...rows);
  restore();
}

const ends = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => more(entry.target)),
  { rootMargin: "600px 0px" },
);

function watch(body) {
  bodies.observe(body);
  const row = body.querySelector("[data-next]");
  if (row) ends.observe(row);
}

function begin() {
  chosen.clear();
  everything = false;
  kept.clear();
  document.querySelectorAll(".list-table tbody").forEach(watch);
  restore();
}

// MARK: Live
// What is in sight is fetched anew, body by body, so that the place in a long list is kept.
async function refresh() {
  const place = list();
  if (!place || place.querySelector("form[data-inline]")) return;
  const all = [...document.querySelectorAll(".list-table tbody[data-part]")];
  if (all.length === 0) return whole();
  for (const body of all) {
    if (kept.has(body)) continue;
    const address = new URL(body.dataset.url, location);
    address.searchParams.set("part", "rows");
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const text = await answer.text();
      if (all.length === 1 && !text.includes("data-id")) return whole();
      const at = document.activeElement?.closest?.("td[data-field]");
      const row = at?.closest("tr")?.dataset.id;
      const cursor = document.querySelector("tr.is-cursor")?.dataset.id;
      body.innerHTML = text;
      // The next body is there already.
      if (body.nextElementSibling?.matches("tbody")) body.querySelector("[data-next]")?.remove();
      watch(body);
      if (cursor) body.querySelector(`tr[data-id="${cursor}"]`)?.classList.add("is-cursor");
      if (row) focusCell(body.querySelector(`tr[data-id="${row}"] td[data-field="${at.dataset.field}"]`));
    } catch {
      return;
    }
  }
  restore();
}

function whole() {
  window.htmx?.ajax("GET", location.pathname + location.search, { target: "#list", select: "#list", swap: "outerHTML" });
}

document.addEventListener("live", (event) => event.target.matches?.("[data-list]") && refresh(), true);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "list" || event.target.matches?.("main")) begin();
});

// MARK: Keys
function focusCell(cell) {
  if (!cell) return;
  document.querySelectorAll("tr.is-cursor").forEach((row) => row.classList.remove("is-cursor"));
  cell.closest("tr").classList.add("is-cursor");
  cell.tabIndex = -1;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function step(down, across) {
  const rows = [...document.querySelectorAll(".list-table tbody tr[data-id]")];
  if (rows.length === 0) return;
  const cell = document.activeElement.closest?.(".list-table td[data-field]");
  const current = cell?.closest("tr") ?? document.querySelector(".list-table tr.is-cursor");
  const at = rows.indexOf(current);
  const row = rows[Math.min(Math.max(at + down, 0), rows.length - 1)];
  const cells = [...row.querySelectorAll("td[data-field]")].filter((each) => each.offsetParent);
  const old = cell ? [...current.querySelectorAll("td[data-field]")].filter((each) => each.offsetParent).indexOf(cell) : 0;
  const rtl = getComputedStyle(row).direction === "rtl" ? -1 : 1;
  focusCell(cells[Math.min(Math.max(old + across * rtl, 0), cells.length - 1)]);
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!table() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable], [role=separator], [role=combobox]")) return;
    if (document.querySelector("dialog[open]") || event.target.closest("[popover]:popover-open")) return;
    const inCell = event.target.closest(".list-table td[data-field]");
    const row = inCell?.closest("tr") ?? document.querySelector(".list-table tr.is-cursor");
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === "j") return done(), step(1, 0);
    if (event.key === "k") return done(), step(-1, 0);
    if (event.key === "x" && row) return done(), row.querySelector(".check input")?.click();
    if (event.key === "e" && row) return done(), edit(inCell ?? row.querySelector("[data-editable]"));
    if (event.key === "o" && row) return done(), row.querySelector(".row-link")?.click();
    if (event.key === "Escape" && document.querySelector("#bulk[data-open]")) return done(), chooseNone();
    if (!inCell || event.target !== inCell) return;
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    if (steps[event.key]) return done(), step(...steps[event.key]);
    // A cell that cannot be changed opens the record.
    if (event.key === "Enter" && !("editable" in inCell.dataset)) return done(), row.querySelector(".row-link")?.click();
    if (event.key === " ") return done(), row.querySelector(".check input")?.click();
  },
  true,
);

begin();
