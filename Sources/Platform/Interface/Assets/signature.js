// A field to draw a signature in, with a finger, pen or mouse. What is drawn goes along with the form as the path of an
// SVG of 400 by 120. Without this module the field stays hidden: a typed name signs as well.
const most = 38000;

for (const field of document.querySelectorAll("[data-signature]")) {
  const canvas = field.querySelector("canvas");
  const value = field.querySelector("input[name=signature]");
  const pen = canvas.getContext("2d");
  let drawing = false;
  field.hidden = false;

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const round = (number) => Math.round(number * 10) / 10;
    return [round(((event.clientX - box.left) / box.width) * 400), round(((event.clientY - box.top) / box.height) * 120)];
  }

  function ink() {
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 2;
    pen.lineCap = pen.lineJoin = "round";
  }

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    ink();
    const [x, y] = place(event);
    pen.beginPath();
    pen.moveTo(x, y);
    value.value += `M${x} ${y}`;
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || value.value.length > most) return;
    const [x, y] = place(event);
    pen.lineTo(x, y);
    pen.stroke();
    value.value += `L${x} ${y}`;
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (drawing = false));
  field.querySelector("[data-signature-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, 400, 120);
    value.value = "";
  });
}
