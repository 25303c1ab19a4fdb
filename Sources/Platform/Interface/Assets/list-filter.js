// The form of a list's filter: its rows follow the fields and operators chosen.
async function filterRow(form, field, index, operator, old) {
  const address = new URL(form.action.replace(/\/filter$/, "/filter-row"), location);
  address.search = new URLSearchParams({ field, index, ...(operator ? { operator } : {}) });
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const place = document.createElement("ul");
  place.innerHTML = await answer.text();
  const row = place.firstElementChild;
  if (old) old.replaceWith(row);
  else form.querySelector("[data-filter-rows]").append(row);
  row.querySelector(".filter-value :is(input, select):not([type=hidden])")?.focus();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-filter-form]");
  if (!form) return;
  const row = event.target.closest("[data-filter-row]");
  if (event.target.matches("[data-filter-add]") && event.target.value) {
    const rows = [...form.querySelectorAll("[data-filter-row]")].map((each) => Number(each.dataset.filterRow));
    filterRow(form, event.target.value, Math.max(-1, ...rows) + 1);
    event.target.value = "";
  } else if (event.target.matches("[data-filter-field]")) {
    filterRow(form, event.target.value, row.dataset.filterRow, "", row);
  } else if (event.target.matches("[data-filter-operator]")) {
    filterRow(form, row.querySelector("[data-filter-field]").value, row.dataset.filterRow, event.target.value, row);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-filter-remove]");
  if (!button) return;
  const form = button.closest("form");
  button.closest("li").remove();
  form.querySelector("[data-filter-add]").focus();
});
