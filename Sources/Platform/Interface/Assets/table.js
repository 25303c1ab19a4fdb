// Tables: choosing rows, the bar for what is chosen, and walking with j, k, enter and x.
function choices(table) {
  return [...table.querySelectorAll("tbody .check input")];
}

function recount(table) {
  const boxes = choices(table);
  const count = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("thead .check input");
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  const bar = document.querySelector(`.bulk-bar[data-for="${table.id}"]`);
  if (!bar) return;
  bar.hidden = count === 0;
  bar.querySelector("[data-bulk-count]").textContent = count;
}

let last;
document.addEventListener("click", (event) => {
  const box = event.target.closest(".table .check input");
  if (!box) {
    if (event.target.closest("[data-bulk-clear]")) clear(event.target.closest(".bulk-bar"));
    return;
  }
  const table = box.closest("table");
  const boxes = choices(table);
  if (box.closest("thead")) for (const each of boxes) each.checked = box.checked;
  else if (event.shiftKey && last && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
  }
  last = box;
  recount(table);
});

function clear(bar) {
  const table = document.getElementById(bar.dataset.for);
  for (const box of choices(table)) box.checked = false;
  recount(table);
}

export function move(step) {
  const rows = [...document.querySelectorAll("main .table tbody tr")];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.classList.contains("is-cursor"));
  const to = Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[at]?.classList.remove("is-cursor");
  rows[to].classList.add("is-cursor");
  rows[to].scrollIntoView({ block: "nearest" });
  (rows[to].querySelector(".row-link") ?? rows[to].querySelector("a, button, input"))?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "x") document.querySelector("tr.is-cursor .check input")?.click();
});

document.addEventListener("htmx:afterSettle", () => document.querySelectorAll(".table[id]").forEach(recount));
