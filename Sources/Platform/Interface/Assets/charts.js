// Charts are drawn from the table that stands behind them: first column the labels, every other one a series.
const probe = document.createElement("canvas").getContext("2d");

// Chart.js does not read light-dark(): the colour is taken as an element shows it.
function colour(name, element) {
  const sample = document.createElement("span");
  sample.className = "chart-" + name;
  element.append(sample);
  probe.fillStyle = getComputedStyle(sample).color;
  sample.remove();
  return probe.fillStyle;
}

const values = (cell) => Number(cell.dataset.value ?? cell.textContent.replace(/[^\d.-]/g, ""));

function draw(figure) {
  const table = figure.querySelector("table");
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const tones = ["first", "second", "third", "fourth"].map((name) => colour(name, figure));
  const text = colour("text", figure);
  const line = colour("line", figure);
  const kind = figure.dataset.chart;
  const datasets = heads.slice(1).map((label, index) => ({
    label,
    data: rows.map((row) => values(row.cells[index + 1])),
    borderColor: tones[index % 4],
    backgroundColor: tones[index % 4],
    borderWidth: kind === "line" ? 2 : 0,
    borderRadius: 3,
    pointRadius: 0,
    pointHitRadius: 12,
    tension: 0.25,
  }));
  const axis = { grid: { color: line, drawBorder: false }, ticks: { color: text, maxTicksLimit: 8 } };
  figure.chart?.destroy();
  figure.chart = new window.Chart(figure.querySelector("canvas"), {
    type: kind,
    data: { labels: rows.map((row) => row.cells[0].textContent.trim()), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      scales: { x: { ...axis, grid: { display: false } }, y: { ...axis, beginAtZero: true, stacked: "stacked" in figure.dataset } },
      plugins: { legend: { display: datasets.length > 1, labels: { color: text, boxWidth: 10 } } },
    },
  });
}

if (window.Chart) window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

const drawAll = () => window.Chart && document.querySelectorAll("figure[data-chart]").forEach(draw);

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
