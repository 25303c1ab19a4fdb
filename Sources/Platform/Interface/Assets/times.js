// Keeps relative times right while a page stays open: <time datetime="…" data-relative>.
const units = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86400, 3600, "h"],
  [604800, 86400, "d"],
];

function words(seconds) {
  const size = Math.abs(seconds);
  if (size < 45) return "now";
  const unit = units.find(([limit]) => size < limit);
  if (!unit) return;
  const text = `${Math.max(1, Math.floor(size / unit[1]))} ${unit[2]}`;
  return seconds < 0 ? "in " + text : text + " ago";
}

function update() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const text = words((Date.now() - Date.parse(element.dateTime)) / 1000);
    if (text && element.textContent !== text) element.textContent = text;
  }
}

setInterval(() => document.visibilityState === "visible" && update(), 30_000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && update());
