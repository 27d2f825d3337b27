// Copies text, also where the page did not come over HTTPS and browsers offer no clipboard.

import { button, element } from "./elements.js";
import { say } from "./words.js";

const SHOWN = 2_000; // milliseconds for which a button says what came of it

/** A button that copies what `text` answers, and says so. */
export function copyButton(label, text) {
  const made = button(label, async () => {
    const said = (await written(text())) ? say("Copied") : say("Could not be copied");
    document.getElementById("said").textContent = said;
    made.textContent = said;
    setTimeout(() => (made.textContent = label), SHOWN);
  });
  made.className = "plain";
  return made;
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return selected(text);
  }
}

function selected(text) {
  const area = element("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  const before = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  before?.focus();
  return isCopied;
}
