// The widget of an organisation's own pages: <script src="…/widget/widget.js" data-widget="…" defer></script>
// Says whether somebody is there, and takes in who wants to be called back. Keeps its token to itself, in memory.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const id = script.dataset.widget;
  let token = null;
  let endsAt = 0;

  const ask = (path, options = {}) =>
    fetch(`${home}/widget/${path}?widget=${encodeURIComponent(id)}`, { credentials: "omit", ...options });

  // A token that still holds is shown for the next one, so that the visit goes on.
  const renew = async () => {
    const headers = token && Date.now() < endsAt ? { Authorization: `Bearer ${token}` } : {};
    const answer = await ask("token", { method: "POST", headers });
    if (!answer.ok) throw new Error(String(answer.status));
    const issued = await answer.json();
    token = issued.token;
    endsAt = Date.parse(issued.expires_at);
  };

  const signed = async (path, options = {}) => {
    if (!token || Date.now() > endsAt - 60_000) await renew();
    const send = () => ask(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
    let answer = await send();
    if (answer.status === 401) {
      token = null;
      await renew();
      answer = await send();
    }
    return answer;
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const styles = new CSSStyleSheet();
  styles.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; font: 15px/1.45 system-ui, sans-serif; color: #1b1d22; color-scheme: light; }
    button { font: inherit; border: 0; border-radius: 8px; padding: 10px 16px; background: #1f2937; color: #fff; cursor: pointer; }
    button:focus-visible, input:focus-visible, textarea:focus-visible { outline: 2px solid #5e6ad2; outline-offset: 2px; }
    form { box-sizing: border-box; width: min(320px, calc(100vw - 32px)); display: grid; gap: 10px; padding: 16px; border: 1px solid #d9dce3; border-radius: 12px; background: #fff; box-shadow: 0 8px 30px rgb(0 0 0 / .16); }
    h2 { margin: 0; font-size: 16px; } p { margin: 0; color: #5b616e; }
    label { display: grid; gap: 4px; }
    input, textarea { font: inherit; padding: 8px 10px; border: 1px solid #b9bec9; border-radius: 8px; background: #fff; color: inherit; }
    .row { display: flex; gap: 8px; justify-content: flex-end; } .quiet { background: none; color: inherit; } [hidden] { display: none; }`);

  const say = (hello) => {
    if (hello.is_open) return "We are open. Leave your number and we call you.";
    if (!hello.opens_at) return "Leave your number and we call you.";
    const when = new Date(hello.opens_at).toLocaleString([], { weekday: "long", hour: "numeric", minute: "2-digit" });
    return `We are closed until ${when}. Leave your number and we call you then.`;
  };

  const show = (hello) => {
    const host = element("div");
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [styles];
    const words = element("p", { textContent: say(hello), role: "status" });
    const name = element("input", { name: "name", autocomplete: "name", maxLength: 120 });
    const phone = element("input", { name: "phone", type: "tel", autocomplete: "tel", required: true, maxLength: 40 });
    const about = element("textarea", { name: "about", rows: 2, maxLength: 1000 });
    const submit = element("button", { textContent: "Ask for a call" });
    const close = element("button", { type: "button", className: "quiet", textContent: "Close" });
    const form = element("form", { hidden: true },
      element("h2", { textContent: hello.name }), words,
      element("label", {}, "Your name", name), element("label", {}, "Phone number", phone),
      element("label", {}, "What is it about?", about), element("div", { className: "row" }, close, submit));
    const open = element("button", { type: "button", textContent: "Call me back" });
    const toggle = (isOpen) => {
      form.hidden = !isOpen;
      open.hidden = isOpen;
      (isOpen ? phone : open).focus();
    };
    open.addEventListener("click", () => toggle(true));
    close.addEventListener("click", () => toggle(false));
    form.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      try {
        const body = JSON.stringify({ name: name.value, phone: phone.value, about: about.value });
        const answer = await signed("callback", { method: "POST", body, headers: { "Content-Type": "application/json" } });
        if (answer.ok) {
          words.textContent = "Thank you. We will call you.";
          form.reset();
        } else {
          words.textContent = (await answer.json()).detail;
        }
      } catch {
        words.textContent = "That could not be sent. Try again, or call us.";
      }
      submit.disabled = false;
    });
    root.append(form, open);
    document.body.append(host);
  };

  // Where the widget is switched off, the page is as it was.
  signed("hello").then((answer) => (answer.ok ? answer.json().then(show) : null)).catch(() => null);
})();
