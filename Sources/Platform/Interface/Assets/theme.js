// Light, dark or as the system has it; remembered in a cookie so that the server renders it right the first time.
const order = ["system", "light", "dark"];
const root = document.documentElement;

function set(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  for (const choice of document.querySelectorAll("[data-theme-set]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.themeSet === theme));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-set], [data-theme-next]");
  if (!button) return;
  const current = root.dataset.theme ?? "system";
  set(button.dataset.themeSet ?? order[(order.indexOf(current) + 1) % order.length]);
});
