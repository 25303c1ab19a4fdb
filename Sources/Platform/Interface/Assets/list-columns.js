// Widths of a list's columns, by dragging and by keys, and their order in the chooser.
const table = () => document.querySelector(".list-table");

function widths() {
  const heads = [...document.querySelectorAll(".list-table thead th")];
  const columns = [...document.querySelectorAll(".list-table col")];
  if (table().dataset.widths !== "fixed") {
    const now = heads.map((head) => Math.round(head.getBoundingClientRect().width));
    columns.forEach((column, index) => (column.width = now[index]));
    table().dataset.widths = "fixed";
  }
  return columns;
}

function setWidth(grip, width) {
  const column = widths().find((each) => each.dataset.column === grip.dataset.grip);
  const value = Math.round(Math.min(Math.max(width, 48), 960));
  column.width = value;
  grip.ariaValueNow = value;
  return value;
}

let saving;
function keepWidth(grip, width) {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const shown = [...document.querySelectorAll(".list-table thead th[data-column]")].map((head) => head.dataset.column);
    // The chooser's form has the token without which nothing is taken.
    const form = document.querySelector("#columns-panel form");
    const body = new URLSearchParams(new FormData(form));
    body.delete("columns");
    for (const [name, value] of Object.entries({ "width-of": grip.dataset.grip, width, columns: shown.join(",") })) body.set(name, value);
    fetch(form.action, { method: "POST", headers: { "HX-Request": "true" }, body });
  }, 400);
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip) return;
  event.preventDefault();
  const start = event.clientX;
  const old = grip.closest("th").getBoundingClientRect().width;
  const way = getComputedStyle(grip).direction === "rtl" ? -1 : 1;
  grip.setPointerCapture(event.pointerId);
  let width = old;
  const drag = (move) => (width = setWidth(grip, old + (move.clientX - start) * way));
  grip.addEventListener("pointermove", drag);
  grip.addEventListener(
    "lostpointercapture",
    () => {
      grip.removeEventListener("pointermove", drag);
      if (width !== old) keepWidth(grip, width);
    },
    { once: true },
  );
});

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-grip]");
  if (!grip || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  event.preventDefault();
  const way = (event.key === "ArrowRight" ? 1 : -1) * (getComputedStyle(grip).direction === "rtl" ? -1 : 1);
  keepWidth(grip, setWidth(grip, grip.closest("th").getBoundingClientRect().width + way * 16));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-column-move]");
  if (!button) return;
  const item = button.closest("li");
  if (button.dataset.columnMove === "-1") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  button.focus();
});
