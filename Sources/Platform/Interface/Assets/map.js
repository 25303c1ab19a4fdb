// Maps: Leaflet draws what the server has gathered for the piece that is seen. Pictures of the ground may fail to load;
// the points and the list are there without them.
const L = window.L;

function mark(point) {
  const label = point.count > 1 ? String(point.count) : "";
  const size = point.count > 1 ? Math.min(48, 26 + Math.log10(point.count) * 8) : 18;
  const icon = L.divIcon({ className: point.count > 1 ? "map-cluster" : "map-point", html: label, iconSize: [size, size] });
  const title = point.count > 1 ? `${point.count} places` : point.title;
  return L.marker([point.latitude, point.longitude], { icon, title, alt: title, keyboard: true });
}

// What the points stand for, with a margin.
const around = (points) =>
  L.latLngBounds(points.flatMap(({ box: [south, west, north, east] }) => [[south, west], [north, east]])).pad(0.15);

function start(frame) {
  if (!L || frame.dataset.ready !== undefined) return;
  frame.dataset.ready = "";
  frame.replaceChildren();
  const map = L.map(frame, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, worldCopyJump: true });
  L.tileLayer(frame.dataset.tiles, { attribution: frame.dataset.credit, maxZoom: 19 }).addTo(map);
  const layer = L.layerGroup().addTo(map);
  let asking;

  async function fetchPoints(box) {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(frame.dataset.points, location.href);
    if (box) address.searchParams.set("box", box);
    const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: asking.signal }).catch(() => undefined);
    return answer?.ok ? answer.json() : undefined;
  }

  async function refresh() {
    const seen = map.getBounds().pad(0.1);
    const points = await fetchPoints([seen.getWest(), Math.max(-90, seen.getSouth()), seen.getEast(), Math.min(90, seen.getNorth())].join(","));
    if (!points) return;
    layer.clearLayers();
    for (const point of points) {
      const marker = mark(point).addTo(layer);
      marker.on("click", () => {
        if (point.count === 1) return location.assign(point.path);
        map.fitBounds(around([point]), { maxZoom: Math.min(19, map.getZoom() + 4) });
      });
    }
  }

  fetchPoints().then((points) => {
    if (points?.length) map.fitBounds(around(points), { maxZoom: 14 });
    else map.setView([39, -97], 4);
    map.on("moveend", refresh);
    refresh();
  });

  frame.parentElement.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    if (button) map.setView(button.dataset.shows.split(",").map(Number), 16);
  });
}

const startAll = () => document.querySelectorAll("[data-map]").forEach(start);
startAll();
document.addEventListener("htmx:afterSettle", startAll);
