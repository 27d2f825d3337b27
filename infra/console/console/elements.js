// Makes elements. Texts become text nodes, so nothing that a server or an administrator wrote is ever read as markup.

/** An element; `properties` are attributes, beside `on` (listeners) and `data` (hooks). What is null or false is left out. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (key === "data") Object.assign(made.dataset, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button that does something. */
export function button(label, listener, properties = {}) {
  return element("button", { type: "button", ...properties, on: { click: listener } }, label);
}

/** Paragraphs of plain text; what stands between backticks is code. */
export function prose(text) {
  const paragraphs = String(text ?? "").split(/\n{2,}/);
  return paragraphs.filter((paragraph) => paragraph.trim()).map((paragraph) => element("p", {}, inline(paragraph)));
}

/** A line of text; what stands between backticks is code. */
export function inline(text) {
  const parts = String(text ?? "").split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 ? element("code", {}, part) : part)).filter((part) => part !== "");
}

/** A path that may break after its slashes. */
export function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((piece, index) => (index ? [element("wbr"), piece] : [piece]));
}

/** Gives a list of buttons the arrow keys, Home and End. */
export function withArrows(list) {
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  });
}
