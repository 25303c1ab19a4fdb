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

// What stands at a point, in the table's own words: money and percent as the page writes them.
const wordsAt = (rows) => (point) => {
  const cell = rows[point.dataIndex]?.cells[point.datasetIndex + 1];
  return `${point.dataset.label}: ${cell?.textContent.trim() ?? point.formattedValue}`;
};

function dataset(kind, label, rows, column, tones, own) {
  const numbers = rows.map((row) => values(row.cells[column]));
  const tone = own ? colour(own, document.body) : tones[(column - 1) % tones.length];
  const most = Math.max(...numbers, 0);
  return {
    label,
    data: kind === "funnel" ? numbers.map((each) => [(most - each) / 2, (most + each) / 2]) : numbers,
    borderColor: kind === "doughnut" ? colour("ground", document.body) : tone,
    backgroundColor: kind === "doughnut" ? rows.map((_, index) => tones[index % tones.length]) : tone,
    borderWidth: kind === "line" || kind === "doughnut" ? 2 : 0,
    borderRadius: kind === "doughnut" ? 0 : 3,
    maxBarThickness: 40,
    pointRadius: rows.length === 1 ? 3 : 0,
    pointHitRadius: 12,
    tension: 0.25,
  };
}

function draw(figure) {
  const table = figure.querySelector("table");
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const tones = ["first", "second", "third", "fourth", "fifth", "sixth"].map((name) => colour(name, figure));
  const text = colour("text", figure);
  const line = colour("line", figure);
  const kind = figure.dataset.chart;
  const lies = kind === "lying" || kind === "funnel";
  const whole = kind === "doughnut" || kind === "funnel";
  const datasets = heads.slice(1, whole ? 2 : undefined).map((label, index) => dataset(kind, label, rows, index + 1, tones, rows[0]?.cells[index + 1]?.dataset.tone));
  const count = { grid: { color: line, drawBorder: false }, ticks: { color: text, maxTicksLimit: 6 }, beginAtZero: true, stacked: kind === "stacked", display: kind !== "funnel" };
  const names = { grid: { display: false }, ticks: { color: text, maxTicksLimit: lies ? undefined : 10 }, stacked: kind === "stacked" };
  figure.chart?.destroy();
  figure.chart = new window.Chart(figure.querySelector("canvas"), {
    type: kind === "doughnut" || kind === "line" ? kind : "bar",
    data: { labels: rows.map((row) => row.cells[0].textContent.trim()), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: lies ? "y" : "x",
      cutout: "64%",
      interaction: kind === "doughnut" ? { mode: "nearest" } : { mode: "index", axis: lies ? "y" : "x", intersect: false },
      scales: kind === "doughnut" ? {} : lies ? { x: count, y: names } : { x: names, y: count },
      plugins: {
        legend: { display: datasets.length > 1 || kind === "doughnut", position: kind === "doughnut" ? "right" : "top", labels: { color: text, boxWidth: 10 } },
        tooltip: { callbacks: { label: wordsAt(rows) } },
      },
    },
  });
}

if (window.Chart) window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

const drawAll = () => window.Chart && document.querySelectorAll("figure[data-chart]").forEach(draw);

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
