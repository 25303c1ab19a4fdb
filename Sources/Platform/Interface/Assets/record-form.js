// Forms made from declarations, form[data-record-form]: the server is asked about a field as it is left, records that may
// be the same are shown while one types, and what was typed is kept as a draft until it is sent.
const asking = 400;
const keeping = 2000;
const timers = new WeakMap();

const later = (form, name, delay, work) => {
  const known = timers.get(form) ?? {};
  clearTimeout(known[name]);
  known[name] = setTimeout(work, delay);
  timers.set(form, known);
};

function body(form, more) {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  for (const [name, value] of Object.entries(more)) data.append(name, value);
  return data;
}

const post = (path, data, options) => fetch(path, { method: "POST", body: data, headers: { "HX-Request": "true" }, ...options });

// MARK: checking a field as it is left

function tell(input, message) {
  const place = document.getElementById(input.id.replace(/-value$/, "") + "-error");
  if (!place) return;
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  place.querySelector("[data-error-text]").textContent = message ?? "";
  place.hidden = !message;
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  const form = input.form;
  if (!form?.dataset.check || !input.name || input.type === "file" || input.validity.valueMissing || input.validity.badInput) return;
  const value = input.value;
  try {
    const answer = await post(form.dataset.check, body(form, { _field: input.name }));
    if (!answer.ok) return;
    const { message } = await answer.json();
    if (input.value === value) tell(input, message);
  } catch {
    // Without a connection the form is checked when it is sent.
  }
});

// MARK: possible duplicates

async function lookForDuplicates(form) {
  const place = form.querySelector("[data-duplicates-place]");
  try {
    const answer = await post(form.dataset.duplicates, body(form, {}));
    if (!answer.ok || !place?.isConnected) return;
    const found = await answer.text();
    if (place.innerHTML !== found) place.innerHTML = found;
  } catch {
    // A warning that cannot be had is no reason to stop typing.
  }
}

// MARK: drafts

function keep(form, options) {
  if (form.dataset.changed === undefined || !form.dataset.draft) return;
  clearTimeout(timers.get(form)?.draft);
  return post("/form-drafts", body(form, { _form: form.dataset.draft }), options).catch(() => undefined);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches?.("[data-record-form]")) return;
  if (form.dataset.draft) later(form, "draft", keeping, () => form.isConnected && keep(form));
  const fields = form.dataset.duplicateFields?.split(" ");
  if (fields?.includes(event.target.name)) later(form, "duplicates", asking, () => lookForDuplicates(form));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-record-form]")) for (const timer of Object.values(timers.get(form) ?? {})) clearTimeout(timer);
  if (!form.matches("[data-draft-discard]")) return;
  event.preventDefault();
  post(form.getAttribute("action"), body(form, {})).then(
    (answer) => answer.ok && form.closest("[data-draft-offer]").remove(),
    () => undefined,
  );
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") document.querySelectorAll("form[data-draft][data-changed]").forEach((form) => keep(form, { keepalive: true }));
});

// A dialog that is left keeps what was typed.
document.addEventListener(
  "close",
  (event) => {
    const form = event.target.querySelector?.("form[data-draft][data-changed]");
    if (!form) return;
    keep(form);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: "Kept as a draft", tone: "info" } }));
  },
  true,
);

// Where no draft is kept, what was typed is asked about.
document.addEventListener(
  "cancel",
  (event) => {
    const form = event.target.querySelector?.("form[data-record-form][data-changed]:not([data-draft])");
    if (form && !confirm("Close without saving what you typed?")) event.preventDefault();
  },
  true,
);

// MARK: opening

// A form shown again after it was refused says so first; otherwise typing begins in its first field.
function begin(form) {
  const problem = form.querySelector("[data-form-problem]");
  if (problem) {
    form.dataset.changed = "";
    problem.focus();
    return;
  }
  const dialog = form.closest("dialog");
  if (!dialog) return;
  const first = [...form.elements].find((each) => each.type !== "hidden" && !each.hidden && each.tabIndex >= 0 && !each.matches("fieldset, button"));
  // What destroys is not one key away.
  const submit = dialog.querySelector("[type=submit]");
  (first ?? (submit.dataset.look === "danger" ? dialog.querySelector(".dialog-actions [data-closes]") : submit)).focus();
}

function settle() {
  for (const dialog of document.querySelectorAll("#dialog-place dialog:not([open]), [data-nested-dialog] dialog:not([open])")) dialog.showModal();
  for (const form of document.querySelectorAll("form[data-record-form]:not([data-begun])")) {
    form.dataset.begun = "";
    begin(form);
  }
}

settle();
document.addEventListener("htmx:afterSettle", () => queueMicrotask(settle));

// MARK: references

// The form of a new record opens over the one that needs it, and what is made there is taken here.
document.addEventListener("htmx:configRequest", (event) => {
  const option = event.detail.elt;
  const box = option.matches?.("[data-create]") && option.closest("[data-combobox]");
  if (box) event.detail.parameters._for = box.querySelector("[role=combobox]").id;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const asker = event.detail.requestConfig?.elt;
  if (!asker?.matches("[data-create]") || event.detail.target.id !== "dialog-place" || !asker.closest("form")) return;
  const place = document.createElement("div");
  place.dataset.nestedDialog = "";
  document.body.append(place);
  event.detail.target = place;
});

document.addEventListener("record-created", (event) => {
  const { id, title, for: control } = event.detail;
  document.querySelector("[data-nested-dialog] dialog[open]")?.close();
  const input = document.getElementById(control);
  input?.closest("[data-combobox]")?.dispatchEvent(new CustomEvent("combobox-take", { detail: { value: id, label: title } }));
  input?.focus();
});

document.addEventListener("close", (event) => event.target.closest?.("[data-nested-dialog]")?.remove(), true);

// A site is looked for among those of the customer chosen beside it.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-record-form]") || !event.target.matches("[data-combobox] > select")) return;
  for (const other of form.querySelectorAll("[data-combobox][data-source]")) {
    if (other.contains(event.target)) continue;
    const source = new URL(other.dataset.source, location.href);
    source.searchParams.set(event.target.name, event.target.value);
    other.dataset.source = source.pathname + source.search;
  }
});

// Files go ahead by themselves: the form sends their id.
document.addEventListener("change", async (event) => {
  const drop = event.target.closest?.("[data-upload]");
  if (!drop || event.target.type !== "file" || !event.target.files.length) return;
  const [words, hidden] = [drop.querySelector("[data-file-name]"), drop.querySelector("input[type=hidden]")];
  const data = new FormData();
  data.append("file", event.target.files[0]);
  words.textContent = "Sending " + event.target.files[0].name;
  try {
    const answer = await fetch(drop.dataset.upload, { method: "POST", body: data });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail);
    hidden.value = said.id;
    words.textContent = said.name;
  } catch (problem) {
    hidden.value = "";
    words.textContent = problem.message || "The file did not arrive. Choose it again.";
  }
});
