// Code that calls an operation: tabs to read and copy, one file to take along.

import { copyButton } from "./clipboard.js";
import { button, element } from "./elements.js";
import { say } from "./words.js";

const LANGUAGES = { javascript: "JavaScript", csharp: "C#", python: "Python", curl: "curl" };
const KEPT = "polydesk.example";

export class Example {
  constructor(help) {
    this.help = help;
  }

  /** The tabs, with the code of the one that was read last; `report` is told of failures. */
  show(contract, report) {
    const code = element("code", {});
    const panel = element("pre", { id: "code-panel", role: "tabpanel", tabindex: "0" }, code);
    const tabs = element(
      "div",
      { role: "tablist", "aria-label": say("Language of the code"), class: "tabs" },
      Object.entries(LANGUAGES).map(([language, name]) =>
        button(name, () => choose(language), { role: "tab", id: `code-${language}`, "aria-controls": "code-panel" }),
      ),
    );
    let chosen = "";
    const choose = async (language) => {
      chosen = language;
      localStorage.setItem(KEPT, language);
      select(tabs, panel, language);
      try {
        const text = await this.help.example(contract.Id, language);
        if (chosen === language) code.textContent = text;
      } catch (trouble) {
        report(trouble);
      }
    };
    tabs.addEventListener("keydown", move);
    const kept = localStorage.getItem(KEPT);
    choose(kept in LANGUAGES ? kept : "javascript");
    return element(
      "div",
      { class: "example" },
      element("div", { class: "example-head" }, tabs, copyButton(say("Copy"), () => code.textContent)),
      panel,
    );
  }

  /** Hands over the text with the code in all languages. */
  async download(contract) {
    const text = await this.help.example(contract.Id);
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    element("a", { href: address, download: `${contract.ServiceName}.${contract.Name}.txt` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

function select(tabs, panel, language) {
  for (const tab of tabs.children) {
    const isChosen = tab.id === `code-${language}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", `code-${language}`);
}

/** Arrow keys go from tab to tab, as everywhere. */
function move(event) {
  const tabs = [...event.currentTarget.children];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab.focus();
  tab.click();
}
