// Forms: a field is checked as it is left, with the browser's own rules; a changed form asks before it is left.
// Where the server is asked about each field (data-check) only what is missing is told here, in the server's words.
const isAsked = (input) => input.form?.dataset.check !== undefined;
const isWrong = (input) => (isAsked(input) ? input.validity.valueMissing || input.validity.badInput || input.validity.customError : !input.checkValidity());
const messageOf = (input) => (input.validity.valueMissing && input.dataset.needed) || input.dataset.message || input.validationMessage;

function check(input) {
  if (!input.willValidate || !input.id) return;
  const place = document.getElementById(input.id + "-error");
  if (!place) return;
  const valid = !isWrong(input);
  if (valid) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  place.querySelector("[data-error-text]").textContent = valid ? "" : messageOf(input);
  place.hidden = valid;
}

document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (input.matches?.("form[data-checked] :is(input, select, textarea)") && (input.value || input.ariaInvalid)) check(input);
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-guarded]")) form.dataset.changed = "";
  if (event.target.ariaInvalid === "true") check(event.target);
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.matches("[data-checked]") && event.submitter?.formNoValidate !== true) {
      for (const input of form.elements) check(input);
      const wrong = [...form.elements].find((input) => input.willValidate && !input.matches("fieldset") && isWrong(input));
      if (wrong) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return wrong.focus();
      }
    }
    delete form.dataset.changed;
  },
  true,
);

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

// A select or checkbox with data-submits sends its form at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form?.requestSubmit();
});

// A press on a file drop or a file dragged onto it; the name is shown.
for (const type of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (event) => {
    const drop = event.target.closest?.(".file-drop");
    if (!drop) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", type === "dragover");
    if (type !== "drop") return;
    const input = drop.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.addEventListener("change", (event) => {
  const name = event.target.closest?.(".file-drop")?.querySelector("[data-file-name]");
  if (name) name.textContent = [...event.target.files].map((file) => file.name).join(", ");
});
