// Boards and calendars: cards are moved by dragging (SortableJS) or by keyboard. With the focus on a card Space picks it
// up, arrow keys move it, Space or Enter drops it, Escape leaves it where it was; Alt with an arrow key moves it at once.
// The move is sent when it is dropped; if the server refuses, the card goes back.
const cardOf = (element) => element?.closest?.("[data-card]");
const nameOf = (card) => card.querySelector("[data-name]").dataset.name;
let picked;
let dragged = false;

// Outlives the board, which is fetched anew after each move.
const told = document.createElement("div");
told.className = "visually-hidden";
told.role = "status";
told.dataset.moved = "";
document.body.append(told);

function say(words) {
  told.textContent = words;
}

async function send(board, card, undo) {
  const column = card.parentElement;
  const values = {
    card: card.dataset.card,
    column: column.dataset.column,
    before: card.nextElementSibling?.dataset.card ?? "",
  };
  recount(board);
  const answer = await fetch(board.dataset.move, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRF-Token": document.querySelector("meta[name=csrf-token]")?.content ?? "" },
    body: new URLSearchParams(values),
  }).catch(() => undefined);
  if (answer?.ok) return say(`${nameOf(card)} moved to ${column.dataset.name}`);
  undo();
  recount(board);
  const problem = await answer?.json().catch(() => undefined);
  if (problem?.dialog && window.htmx) {
    say(`${nameOf(card)} needs more before it can be moved.`);
    const back = encodeURIComponent(location.pathname + location.search);
    return window.htmx.ajax("GET", `${problem.dialog}&back=${back}`, { target: "#dialog-place", swap: "innerHTML" });
  }
  const text = problem?.errors?.[0]?.message ?? problem?.detail ?? "The card could not be moved. Try again.";
  say(`${nameOf(card)} went back. ${text}`);
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "bad" } }));
}

// Only where all cards are in sight: the server's count stands for the others until it is fetched anew.
function recount(board) {
  for (const column of board.querySelectorAll(".board-column")) {
    if (column.querySelector(".board-more")) continue;
    column.querySelector("[data-count]").textContent = column.querySelectorAll("[data-card]").length;
  }
}

function remember(card) {
  const column = card.parentElement;
  const below = card.nextElementSibling;
  return () => column.insertBefore(card, below);
}

// Moves the card on the page alone. In a board arrows up and down move it within its column, in a calendar by a week.
function step(board, card, key) {
  const columns = [...board.querySelectorAll("[data-column]")];
  const at = columns.indexOf(card.parentElement);
  const stride = Number(board.dataset.stride ?? 0);
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const upwards = { ArrowUp: -1, ArrowDown: 1 }[key];
  const forward = getComputedStyle(board).direction === "rtl" ? -1 : 1;
  const to = columns[at + (sideways ? sideways * forward : stride * upwards)];
  if (sideways || stride) {
    if (!to || to === card.parentElement) return false;
    to.prepend(card);
  } else if (key === "ArrowUp" && cardOf(card.previousElementSibling)) card.previousElementSibling.before(card);
  else if (key === "ArrowDown" && cardOf(card.nextElementSibling)) card.nextElementSibling.after(card);
  else return false;
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  card.querySelector("a").focus();
  return true;
}

function place(card) {
  const column = card.parentElement;
  const cards = [...column.querySelectorAll("[data-card]")];
  return `${column.dataset.name}, ${cards.indexOf(card) + 1} of ${cards.length}`;
}

function pick(board, card) {
  picked = { board, card, undo: remember(card), from: card.parentElement, below: card.nextElementSibling };
  card.classList.add("is-picked");
  say(`${nameOf(card)} picked up. ${place(card)}`);
}

function drop(keeps) {
  const { board, card, undo, from, below } = picked;
  picked = undefined;
  card.classList.remove("is-picked");
  if (!keeps) {
    undo();
    card.querySelector("a").focus();
    return say(`${nameOf(card)} left where it was.`);
  }
  if (card.parentElement === from && card.nextElementSibling === below) return say(`${nameOf(card)} dropped.`);
  send(board, card, undo);
}

function press(board, event) {
  const card = cardOf(event.target);
  if (!card || event.ctrlKey || event.metaKey) return;
  const isArrow = event.key.startsWith("Arrow");
  if (picked) {
    if (event.key === " " || event.key === "Enter") drop(true);
    else if (event.key === "Escape") drop(false);
    else if (isArrow) {
      if (step(board, picked.card, event.key)) say(place(picked.card));
    } else if (event.key === "Tab") return drop(false);
    else return;
  } else if (event.key === " " && event.target.matches("[data-card] > a")) pick(board, card);
  else if (event.altKey && isArrow) {
    const undo = remember(card);
    if (step(board, card, event.key)) send(board, card, undo);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function prepare(board) {
  if (board.dataset.ready !== undefined) return;
  board.dataset.ready = "";
  for (const link of board.querySelectorAll("[data-card] > a")) link.setAttribute("aria-describedby", board.id + "-how");
  for (const column of board.querySelectorAll("[data-column]")) {
    let undo;
    window.Sortable?.create(column, {
      group: board.id,
      draggable: "[data-card]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      dragClass: "is-dragged",
      ghostClass: "is-ghost",
      delay: 150,
      delayOnTouchOnly: true,
      scrollSensitivity: 80,
      onStart: (event) => {
        dragged = true;
        undo = remember(event.item);
      },
      onEnd: (event) => {
        dragged = false;
        if (event.from !== event.to || event.oldIndex !== event.newIndex) send(board, event.item, undo);
      },
    });
  }
  board.addEventListener("keydown", (event) => press(board, event));
}

const prepareAll = () => document.querySelectorAll("[data-cards][data-move]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);

// While a card is in the hand nothing is fetched anew under it; where one had scrolled to stays.
const scrolled = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.target.querySelector?.("[data-cards], .board")) return;
  if (picked || dragged) event.detail.shouldSwap = false;
  for (const board of event.target.querySelectorAll(".board")) scrolled.set(board.id, board.scrollLeft);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, left] of scrolled) {
    const board = document.getElementById(id);
    if (board) board.scrollLeft = left;
  }
  scrolled.clear();
});
