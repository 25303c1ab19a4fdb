// Boards: cards are moved by dragging (SortableJS) or, with the focus in one, by Alt and an arrow key. The move is sent
// at once; if the server refuses, the card goes back.
const boards = document.querySelectorAll(".board[data-move]");
const cardOf = (element) => element.closest("[data-card]");

async function send(board, card, undo) {
  const values = {
    card: card.dataset.card,
    column: card.parentElement.dataset.column,
    before: card.nextElementSibling?.dataset.card ?? "",
  };
  const answer = await fetch(board.dataset.move, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(values),
  }).catch(() => undefined);
  if (answer?.ok) return recount(board);
  undo();
  const problem = await answer?.json().catch(() => undefined);
  const text = problem?.detail ?? "The card could not be moved. Try again.";
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "bad" } }));
}

function recount(board) {
  for (const column of board.querySelectorAll(".board-column")) {
    column.querySelector("[data-count]").textContent = column.querySelectorAll("[data-card]").length;
  }
}

function remember(card) {
  const column = card.parentElement;
  const below = card.nextElementSibling;
  return () => column.insertBefore(card, below);
}

for (const board of boards) {
  for (const column of board.querySelectorAll("[data-column]")) {
    let undo;
    window.Sortable?.create(column, {
      group: "board",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      dragClass: "is-dragged",
      delay: 150,
      delayOnTouchOnly: true,
      onStart: (event) => (undo = remember(event.item)),
      onEnd: (event) => (event.from !== event.to || event.oldIndex !== event.newIndex) && send(board, event.item, undo),
    });
  }
  board.addEventListener("keydown", (event) => {
    const card = event.altKey && cardOf(event.target);
    if (!card) return;
    const columns = [...board.querySelectorAll("[data-column]")];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const undo = remember(card);
    if (aside) {
      const to = columns[columns.indexOf(card.parentElement) + aside];
      if (!to) return;
      to.prepend(card);
    } else if (event.key === "ArrowUp" && card.previousElementSibling) card.previousElementSibling.before(card);
    else if (event.key === "ArrowDown" && card.nextElementSibling) card.nextElementSibling.after(card);
    else return;
    event.preventDefault();
    card.querySelector("a").focus();
    send(board, card, undo);
  });
}
