// Values edited where they stand. An element with data-field and data-editable, within one that says data-record="/path"
// or a row of a list, gets the control from <record>/fields/<field>. Enter, F2 or a double press opens it; Enter saves,
// Escape gives up.
const before = new WeakMap();

const addressOf = (place) => {
  const row = place.closest(".list-table tr[data-id]");
  const record = row
    ? `${row.closest("table").dataset.path}/${row.dataset.id}`
    : place.closest("[data-record]")?.dataset.record;
  return record && `${record}/fields/${place.dataset.field}`;
};

function say(text) {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "bad" } }));
}

export async function edit(place) {
  const address = place && "editable" in place.dataset && addressOf(place);
  if (!address || before.has(place)) return false;
  before.set(place, [...place.childNodes]);
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    show(place, await answer.text());
  } catch {
    cancel(place);
    say("This cannot be changed right now. Try again.");
  }
  place.removeAttribute("aria-busy");
  return true;
}

function show(place, text) {
  place.innerHTML = text;
  place.classList.add("is-edited");
  const control = place.querySelector("input:not([type=hidden]), select, textarea");
  control?.focus();
  control?.select?.();
  document.dispatchEvent(new CustomEvent("inline:open", { detail: place }));
}

function finish(place) {
  before.delete(place);
  place.classList.remove("is-edited");
  if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

export function cancel(place) {
  const nodes = before.get(place);
  if (!nodes) return;
  place.replaceChildren(...nodes);
  finish(place);
}

async function save(form) {
  const place = form.closest("[data-field]");
  const wasLink = before.get(place)?.some((node) => node.matches?.(".row-link"));
  const body = new URLSearchParams(new FormData(form));
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action + (wasLink ? "?link=1" : ""), {
      method: "POST",
      body,
      headers: { "HX-Request": "true" },
    });
    const text = await answer.text();
    if (answer.ok) {
      place.innerHTML = text;
      place.toggleAttribute("data-empty", place.textContent.trim() === "—");
      return finish(place);
    }
    if (answer.status === 422 || answer.status === 409) return show(place, text);
    let words = "This was not saved. Try again.";
    try {
      words = JSON.parse(text).detail ?? words;
    } catch {
      // A page instead of a problem: the words above do.
    }
    say(words);
  } catch {
    say("No connection. Nothing was changed; try again.");
  }
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-inline]") || !form.closest("[data-editable]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  save(form);
});

document.addEventListener("dblclick", (event) => {
  const place = event.target.closest("[data-editable]");
  if (!place || event.target.closest("a, button, input, select, textarea, label")) return;
  event.preventDefault();
  getSelection()?.removeAllRanges();
  edit(place);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-inline-cancel]")) return cancel(event.target.closest("[data-field]"));
  const opener = event.target.closest("[data-inline-open]");
  if (opener) edit(opener.closest("[data-editable]") ?? opener.parentElement.querySelector("[data-editable]"));
});

// A choice that was made is saved at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-inline]");
  if (form && event.target.matches("select") && form.closest("[data-editable]")) form.requestSubmit();
});

document.addEventListener(
  "keydown",
  (event) => {
    const form = event.target.closest?.("[data-inline]");
    if (form) {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        cancel(form.closest("[data-field]"));
      } else if (event.key === "Enter" && event.target.matches("select, textarea") && (event.ctrlKey || event.target.matches("select"))) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    const place = event.target.closest?.("[data-editable]");
    if (!place || event.target !== place || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      event.stopPropagation();
      edit(place);
    }
  },
  true,
);
