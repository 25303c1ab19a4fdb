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
