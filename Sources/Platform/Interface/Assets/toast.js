// Toasts. From the server: the response header HX-Trigger: {"toast": {"text": …, "tone": …, "undo": "/path"}}.
// From a script: document.dispatchEvent(new CustomEvent("toast", { detail: { text } })).
const place = document.querySelector("[data-toasts]");
const shape = document.querySelector("template[data-toast]");
const seconds = 6;
const icons = { good: "circle-check", warn: "triangle-alert", bad: "circle-alert", info: "info" };

export function toast({ text, tone = "good", undo, action }) {
  if (!place || !shape || !text) return;
  const element = shape.content.firstElementChild.cloneNode(true);
  element.dataset.tone = tone;
  element.querySelector("use").setAttribute("href", "/assets/icons.svg#" + (icons[tone] ?? "info"));
  element.querySelector(".toast-text").textContent = text;
  const button = element.querySelector("[data-toast-action]");
  if (undo) {
    button.hidden = false;
    button.textContent = action ?? "Undo";
    button.addEventListener("click", () => {
      element.remove();
      window.htmx?.ajax("POST", undo, { target: "body", swap: "none" });
    });
  }
  element.querySelector("[data-toast-close]").addEventListener("click", () => element.remove());
  place.append(element);
  while (place.children.length > 4) place.firstElementChild.remove();
  // Problems and what can be undone stay while the pointer or the focus is on them.
  const leave = () => (element.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : element.remove());
  if (tone !== "bad") setTimeout(leave, seconds * 1000 * (undo ? 2 : 1));
}

document.addEventListener("toast", (event) => toast(event.detail));

document.addEventListener("htmx:responseError", (event) => {
  const request = event.detail.xhr;
  let text = `The server answered ${request.status}. Try again.`;
  try {
    text = JSON.parse(request.responseText).detail ?? text;
  } catch {
    // Not problem+json: the status has to do.
  }
  toast({ text, tone: "bad" });
});

document.addEventListener("htmx:sendError", () => toast({ text: "No connection. Nothing was changed; try again.", tone: "bad" }));
document.addEventListener("htmx:timeout", () => toast({ text: "That took too long. Check whether it was done, then try again.", tone: "bad" }));

const waiting = document.querySelector("[data-toast-now]");
if (waiting) toast({ text: waiting.textContent, tone: waiting.dataset.tone, undo: waiting.dataset.undo });
