// data-copy="text" copies it and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: "Copied", tone: "good" } }));
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: "The browser does not allow copying here.", tone: "bad" } }));
  }
});
