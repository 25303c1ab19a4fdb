// The page of one record: data-copy-link="/customers/…" copies the whole address.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-link]");
  if (!button) return;
  const toast = (text, tone) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));
  try {
    await navigator.clipboard.writeText(new URL(button.dataset.copyLink, location.href).href);
    toast("Link copied", "good");
  } catch {
    toast("The browser does not allow copying here.", "bad");
  }
});

// The pencil opens the control where the value stands; its address is for those without scripts.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-inline-open]");
  if (opener && !event.ctrlKey && !event.metaKey) event.preventDefault();
});

// Files go as soon as they are chosen or dropped, and say how far they are. Too much is refused before it is sent.
const megabytes = (bytes) => Math.ceil(bytes / 1048576) + " MB";

function upload(form) {
  const state = form.querySelector("[data-upload-state]");
  const files = [...form.querySelector("input[type=file]").files];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (!files.length) return;
  if (size > Number(form.dataset.limit)) {
    state.textContent = `These are ${megabytes(size)}; ${megabytes(Number(form.dataset.limit))} go in one go. Send them in parts.`;
    return;
  }
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) state.textContent = `Sending, ${Math.round((100 * event.loaded) / event.total)} %`;
  };
  request.onload = () => {
    const path = request.getResponseHeader("HX-Redirect");
    if (path) return location.assign(path);
    state.textContent = "This was not stored. Try again.";
  };
  request.onerror = () => (state.textContent = "No connection. Nothing was stored; try again.");
  request.send(new FormData(form));
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-record-upload]");
  if (form && event.target.matches("input[type=file]")) upload(form);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-record-upload]")) return;
  event.preventDefault();
  upload(event.target);
});
