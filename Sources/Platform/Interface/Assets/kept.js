// What was typed in a form is kept while its sender is asked who they are, and put back when they return to it. In this tab
// only, until the next page; never passwords, files or hidden fields.
const kept = "mainline.form";
const untold = ["password", "file", "hidden", "submit", "button"];
const place = () => location.pathname + location.search;
const isAsking = () => location.pathname === "/account/confirm";
const typed = (form) => [...form.elements].filter((input) => input.name && !untold.includes(input.type));

document.addEventListener("submit", ({ target: form }) => {
  if (form.method !== "post" || isAsking()) return;
  const fields = typed(form).map((input) => [input.name, input.value, input.checked]);
  sessionStorage.setItem(kept, JSON.stringify({ place: place(), action: form.getAttribute("action"), fields }));
});

function putBack({ action, fields }) {
  const form = [...document.forms].find((form) => form.method === "post" && form.getAttribute("action") === action);
  const inputs = form ? typed(form) : [];
  // Another number of fields is another form by now.
  if (inputs.length !== fields.length) return;
  for (const [index, [name, value, checked]] of fields.entries()) {
    const input = inputs[index];
    if (input.name !== name) continue;
    if (["checkbox", "radio"].includes(input.type)) input.checked = checked;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const form = JSON.parse(sessionStorage.getItem(kept) ?? "null");
if (form && isAsking()) sessionStorage.setItem(kept, JSON.stringify({ ...form, wasAsked: true }));
else sessionStorage.removeItem(kept);
if (form?.wasAsked && form.place === place()) putBack(form);
