// The editor of a quote's lines. The server does the sums; this hands each line its amount, keeps the keyboard where it
// was, and moves lines with Alt and the arrow keys.
const editor = () => document.querySelector("[data-line-editor]");

function spread() {
  for (const item of document.querySelectorAll("#line-sums data[data-amount]")) {
    const place = document.getElementById("line-amount-" + item.dataset.amount);
    if (place) place.textContent = item.value;
  }
}

// After an answer the field that should be typed in next: of the line that moved, or of the new one.
let next;

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "line-sums") return spread();
  if (!editor() || !next) return;
  const rows = [...editor().querySelectorAll("tr[data-line]")];
  const row = next.last ? rows.at(-1) : rows.find((each) => each.querySelector("[name=id]").value === next.id);
  row?.querySelector(`[name=${next.name}]`)?.focus();
  next = undefined;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-line-editor] button[value=add]")) next = { last: true, name: "description" };
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-line-editor] tr[data-line]");
  if (!row) return;
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    const order = event.key === "ArrowUp" ? "up" : "down";
    const button = row.querySelector(`button[value^=${order}]`);
    event.preventDefault();
    if (button.disabled) return;
    next = { id: row.querySelector("[name=id]").value, name: event.target.name || "description" };
    button.click();
  } else if (event.key === "Enter" && event.target.matches("input[type=text]")) {
    event.preventDefault();
    editor().querySelector("button.button[value=add]").click();
  } else if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    editor().querySelector("button[value=save]").click();
  }
});
