// Comboboxes and tag inputs. The plain control (a select, or a text box for tags) stays in the form and is what is sent;
// the box over it is for finding. Arrow keys walk through the options, Enter chooses, Escape closes, Backspace in an
// empty box takes the last chosen one away.
const waits = 150;
let counter = 0;

class Combobox {
  constructor(root) {
    this.root = root;
    this.store = root.querySelector(":scope > select, :scope > input");
    this.box = root.querySelector("[data-combobox-box]");
    this.input = this.box.querySelector("[role=combobox]");
    this.chosen = this.box.querySelector("[data-combobox-chosen]");
    this.clear = this.box.querySelector("[data-combobox-clear]");
    this.list = root.querySelector("[role=listbox]");
    this.status = root.querySelector("[data-combobox-status]");
    this.multiple = "multiple" in root.dataset;
    this.free = "free" in root.dataset;
    // The label and the browser's checks belong to the box one types in.
    const id = this.store.id;
    this.store.id = id + "-value";
    this.input.id = id;
    this.needed = this.store.required;
    this.store.required = false;
    this.own = this.free ? [] : [...this.store.options].filter((each) => each.value).map((each) => ({ value: each.value, label: each.text, disabled: each.disabled }));
    this.store.hidden = true;
    this.box.hidden = false;
    this.listen();
    this.show();
  }

  get values() {
    if (this.free) {
      return this.store.value.split(",").map((each) => each.trim()).filter(Boolean).map((each) => ({ value: each, label: each }));
    }
    return [...this.store.selectedOptions].filter((each) => each.value).map((each) => ({ value: each.value, label: each.text }));
  }

  set values(values) {
    if (this.free) this.store.value = values.map((each) => each.value).join(", ");
    else {
      for (const option of this.store.options) option.selected = false;
      for (const { value, label } of values) {
        let option = [...this.store.options].find((each) => each.value === value);
        if (!option) this.store.add((option = new Option(label, value)));
        option.selected = true;
      }
      if (!this.multiple && values.length === 0) this.store.value = "";
    }
    this.show();
    this.store.dispatchEvent(new Event("input", { bubbles: true }));
    this.store.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Shows what is chosen.
  show() {
    const values = this.values;
    this.input.setCustomValidity(this.needed && values.length === 0 ? "Choose one." : "");
    this.clear.hidden = this.multiple || values.length === 0 || this.input.disabled;
    this.chosen.hidden = !this.multiple || values.length === 0;
    if (!this.multiple) {
      if (document.activeElement !== this.input || !this.typed) this.input.value = values[0]?.label ?? "";
      return;
    }
    this.input.value = "";
    this.chosen.replaceChildren(
      ...values.map((each) => {
        const chip = document.createElement("li");
        const remove = document.createElement("button");
        chip.className = "chip";
        chip.dir = "auto";
        chip.textContent = each.label;
        remove.type = "button";
        remove.className = "chip-remove";
        remove.ariaLabel = "Remove " + each.label;
        remove.disabled = this.input.disabled;
        remove.append(this.clear.querySelector("svg").cloneNode(true));
        remove.addEventListener("click", () => {
          this.values = this.values.filter((other) => other.value !== each.value);
          this.input.focus();
        });
        chip.append(remove);
        return chip;
      }),
    );
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]:not([aria-disabled=true])")];
  }

  get isOpen() {
    return this.list.matches(":popover-open");
  }

  async open() {
    const asked = this.typed ? this.input.value.trim() : "";
    if (this.root.dataset.source) {
      this.asking?.abort();
      this.asking = new AbortController();
      const address = new URL(this.root.dataset.source, location.href);
      address.searchParams.set("q", asked);
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: this.asking.signal }).catch(() => undefined);
      if (!answer) return;
      this.list.innerHTML = answer.ok ? await answer.text() : "";
      window.htmx?.process(this.list);
      if (!answer.ok) this.say("The list could not be read. Try again.");
    } else this.offer(asked);
    if (this.free) this.offerNew(asked);
    if (document.activeElement !== this.input) return;
    const chosen = new Set(this.values.map((each) => each.value));
    for (const option of this.options) {
      option.id ||= `combobox-option-${(counter += 1)}`;
      option.setAttribute("aria-selected", String(chosen.has(option.dataset.value)));
    }
    if (this.list.childElementCount === 0) return this.close();
    if (!this.isOpen) this.list.showPopover();
    this.input.ariaExpanded = "true";
    this.place();
    this.point(asked ? this.options[0] : undefined);
    this.say(`${this.options.length} ${this.options.length === 1 ? "option" : "options"}`);
  }

  // The options that came with the page.
  offer(asked) {
    const words = asked.toLocaleLowerCase();
    const found = this.own.filter((each) => each.label.toLocaleLowerCase().includes(words)).slice(0, 50);
    this.list.replaceChildren(
      ...found.map((each) => {
        const line = this.line(each.label, each.value);
        if (each.disabled) line.ariaDisabled = "true";
        return line;
      }),
    );
    if (found.length === 0 && !this.free) {
      const none = this.line("Nothing found", "");
      none.className = "combobox-none";
      none.ariaDisabled = "true";
      this.list.append(none);
    }
  }

  offerNew(asked) {
    this.list.querySelector(".combobox-none")?.remove();
    const known = this.options.some((each) => each.dataset.value?.toLocaleLowerCase() === asked.toLocaleLowerCase());
    if (asked && !known) this.list.append(this.line(`Add “${asked}”`, asked));
  }

  line(label, value) {
    const line = document.createElement("li");
    line.className = "combobox-option";
    line.role = "option";
    line.dataset.value = value;
    line.dataset.label = label.startsWith("Add “") ? value : label;
    line.textContent = label;
    return line;
  }

  say(words) {
    this.status.textContent = words;
  }

  place() {
    const frame = this.box.getBoundingClientRect();
    const below = innerHeight - frame.bottom;
    const style = this.list.style;
    style.left = `${frame.left}px`;
    style.width = `${frame.width}px`;
    style.maxHeight = `${Math.min(280, Math.max(below, frame.top) - 16)}px`;
    if (below < 200 && frame.top > below) {
      style.top = "auto";
      style.bottom = `${innerHeight - frame.top + 4}px`;
    } else {
      style.bottom = "auto";
      style.top = `${frame.bottom + 4}px`;
    }
  }

  // The option that Enter would choose.
  point(option) {
    this.list.querySelector(".is-pointed")?.classList.remove("is-pointed");
    option?.classList.add("is-pointed");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.typed = false;
    if (this.isOpen) this.list.hidePopover();
    this.input.ariaExpanded = "false";
    this.point();
  }

  choose(option) {
    if ("create" in option.dataset) {
      this.close();
      return option.dispatchEvent(new Event("choose", { bubbles: true }));
    }
    const { value, label } = option.dataset;
    const values = this.values;
    const without = values.filter((each) => each.value !== value);
    this.close();
    if (!this.multiple) this.values = [{ value, label }];
    else this.values = without.length < values.length ? without : [...values, { value, label }];
    this.say(`${label} ${this.values.some((each) => each.value === value) ? "chosen" : "removed"}`);
  }

  // Several tags may be written or pasted with commas between them.
  add(text) {
    const known = new Set(this.values.map((each) => each.value.toLocaleLowerCase()));
    const fresh = text.split(",").map((each) => each.trim()).filter((each) => each && !known.has(each.toLocaleLowerCase()));
    this.close();
    this.values = [...this.values, ...fresh.map((each) => ({ value: each, label: each }))];
  }

  listen() {
    this.box.addEventListener("mousedown", (event) => {
      if (event.target === this.input || event.target.closest("button")) return;
      event.preventDefault();
      this.input.focus();
    });
    this.input.addEventListener("click", () => !this.isOpen && this.open());
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      this.typed = true;
      if (this.free && this.input.value.includes(",")) return this.add(this.input.value);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), waits);
    });
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.input.addEventListener("blur", () => {
      if (this.free && this.input.value.trim()) this.add(this.input.value);
      // An emptied box means none; half a word means what was chosen before.
      if (!this.multiple && this.typed && this.input.value.trim() === "") this.values = [];
      this.close();
      this.show();
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]:not([aria-disabled=true])");
      if (option) this.choose(option);
    });
    this.clear.addEventListener("click", () => {
      this.values = [];
      this.input.focus();
    });
    // A record that was just made for this very field.
    this.root.addEventListener("combobox-take", (event) => (this.values = [event.detail]));
    this.store.form?.addEventListener("reset", () => setTimeout(() => this.show()));
  }

  press(event) {
    const options = this.options;
    const at = options.findIndex((each) => each.classList.contains("is-pointed"));
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (!this.isOpen) return this.open();
      const to = at < 0 && steps[event.key] < 0 ? options.length - 1 : at + steps[event.key];
      return this.point(options[(to + options.length) % options.length]);
    }
    if (event.key === "Enter" && this.isOpen && at >= 0) {
      event.preventDefault();
      return this.choose(options[at]);
    }
    if (event.key === "Enter" && this.free && this.input.value.trim()) {
      event.preventDefault();
      return this.add(this.input.value);
    }
    if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      return this.show();
    }
    if (event.key === "Backspace" && this.multiple && !this.input.value && this.values.length) this.values = this.values.slice(0, -1);
  }
}

const made = new WeakSet();

function upgrade() {
  for (const root of document.querySelectorAll("[data-combobox]")) {
    if (made.has(root)) continue;
    made.add(root);
    new Combobox(root);
  }
}

upgrade();
document.addEventListener("htmx:afterSettle", upgrade);
// A list that floats would stay behind.
addEventListener("scroll", (event) => event.target.nodeType === 9 && document.activeElement?.matches("[role=combobox]") && document.querySelector(".combobox-list:popover-open")?.hidePopover(), true);
