// Live updates: one event stream for all topics on the page. An element that says data-live="customers invoices"
// gets the event `live` when one of its topics changes; with hx-get and hx-trigger="live" it fetches itself anew.
const dot = document.querySelector("[data-live-dot]");
const words = { live: "Live", waiting: "Reconnecting", off: "Not live", none: "" };
let source;
let open = "";
let timer;
const pending = new Set();

function show(state) {
  if (!dot) return;
  dot.dataset.state = state;
  dot.querySelector("[data-live-text]").textContent = words[state];
}

const topicsOf = (element) => element.dataset.live.split(/\s+/).filter(Boolean);

function wanted() {
  return [...new Set([...document.querySelectorAll("[data-live]")].flatMap(topicsOf))].sort().join(",");
}

function deliver() {
  timer = undefined;
  for (const element of document.querySelectorAll("[data-live]")) {
    const busy = element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
    if (busy || !topicsOf(element).some((topic) => pending.has(topic) || pending.has("*"))) continue;
    element.dispatchEvent(new CustomEvent("live", { bubbles: false }));
  }
  pending.clear();
}

// Bursts become one fetch.
function note(topic) {
  pending.add(topic);
  timer ??= setTimeout(deliver, 150);
}

function connect() {
  const topics = wanted();
  if (topics === open && source?.readyState !== EventSource.CLOSED) return;
  source?.close();
  open = topics;
  if (!topics) return show("none");
  let lost = false;
  source = new EventSource("/live?topics=" + encodeURIComponent(topics));
  source.onopen = () => {
    show("live");
    if (lost) note("*");
    lost = false;
  };
  source.onerror = () => {
    lost = true;
    show(source.readyState === EventSource.CLOSED ? "off" : "waiting");
  };
  // Events are named after their topic; after too long a gap the server asks to look at everything afresh.
  for (const topic of topics.split(",")) source.addEventListener(topic, () => note(topic));
  source.addEventListener("resync", () => note("*"));
}

connect();
document.addEventListener("htmx:afterSettle", connect);
addEventListener("pageshow", (event) => event.persisted && connect());
addEventListener("pagehide", () => source?.close());
