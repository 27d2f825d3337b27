// The APIs by name, in groups by interface; a search finds methods, too.

import { element, button, withArrows } from "./elements.js";
import { method, tag } from "./marks.js";
import { say } from "./words.js";

export class List {
  /** `go`: called with what was chosen. */
  constructor(go) {
    this.go = go;
    this.services = [];
    this.place = document.getElementById("list");
    this.search = document.getElementById("search");
    this.filter = document.getElementById("public-filter");
    this.search.addEventListener("input", () => this.draw());
    this.search.addEventListener("keydown", (event) => this.enter(event));
    this.filter?.addEventListener("change", () => this.draw());
    document.getElementById("finder").addEventListener("submit", (event) => event.preventDefault());
    withArrows(this.place);
  }

  fill(services) {
    this.services = services.map(known);
    this.draw();
  }

  clear() {
    this.search.value = "";
    if (this.filter) this.filter.checked = false;
    this.fill([]);
  }

  /** Marks the service that is open, and brings it into view. */
  mark(service) {
    this.chosen = service?.Name;
    this.paint()?.scrollIntoView({ block: "nearest" });
  }

  paint() {
    let marked = null;
    for (const item of this.place.querySelectorAll("[data-service]")) {
      const isChosen = item.dataset.service === this.chosen;
      if (isChosen) marked = item;
      if (isChosen) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    return marked;
  }

  focus(name) {
    const item = this.place.querySelector(`[data-service="${CSS.escape(name)}"]`);
    (item ?? this.search).focus();
  }

  /** From the search, the arrow leads into the list. */
  enter(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.place.querySelector("button")?.focus();
    }
    if (event.key === "Escape" && this.search.value) {
      event.preventDefault();
      this.search.value = "";
      this.draw();
    }
  }

  draw() {
    const terms = folded(this.search.value).split(/\s+/).filter(Boolean);
    const shown = this.services.map((each) => this.matched(each, terms)).filter(Boolean);
    this.place.replaceChildren(...groups(shown).map((group) => this.group(group)));
    this.paint();
    const all = this.services.length;
    document.getElementById("count").textContent = shown.length
      ? say("{shown} of {all} APIs", { shown: shown.length, all })
      : say("No API and no method matches.");
  }

  /** The service, with the methods that were found where its name was not; null where nothing of it was. */
  matched({ service, name, text, operations }, terms) {
    if (this.filter?.checked && service.ApiType !== "Public") return null;
    if (holds(name, terms)) return { service, operations: [] };
    const hits = operations.filter((each) => holds(each.text, terms)).map((each) => each.operation);
    return hits.length || holds(text, terms) ? { service, operations: hits } : null;
  }

  group({ title, items }) {
    return element(
      "section",
      { class: "group" },
      title && element("h2", {}, title, element("span", { class: "soft" }, ` ${items.length}`)),
      element("ul", {}, items.map((item) => this.item(item))),
    );
  }

  item({ service, operations }) {
    const isPublic = service.ApiType === "Public";
    const label = [
      element("span", { class: "name" }, service.Name),
      tag(say(isPublic ? "Public API" : "Product API"), isPublic ? "public" : "product"),
      element("code", { class: "prefix" }, service.RoutePrefix),
    ];
    const data = { service: service.Name, public: String(isPublic) };
    const choose = () => this.go({ service: service.Name });
    return element(
      "li",
      {},
      button(label, choose, { class: "item", data }),
      operations.length > 0 && element("ul", { class: "hits" }, operations.map((each) => this.hit(service, each))),
    );
  }

  hit(service, operation) {
    const label = [method(operation.Method), " ", element("span", {}, operation.Name)];
    const choose = () => this.go({ service: service.Name, operation: operation.Name });
    return element("li", {}, button(label, choose, { class: "hit" }));
  }
}

/** Services by the interface that they belong to, in the order in which the interfaces first occur. */
function groups(items) {
  const byTitle = new Map();
  for (const item of items) {
    const title = item.service.Title ?? "";
    if (!byTitle.has(title)) byTitle.set(title, { title, items: [] });
    byTitle.get(title).items.push(item);
  }
  return [...byTitle.values()];
}

/** A service with the texts in which words are looked for. */
function known(service) {
  const name = folded([service.Name, service.RoutePrefix, service.Title].join(" "));
  const operations = service.Operations.map((operation) => {
    const { Name, Method, Url, Documentation } = operation;
    return { operation, text: folded([`${service.Name}.${Name}`, Method, Url, Documentation].join(" ")) };
  });
  return { service, name, text: `${name} ${folded(service.Documentation)}`, operations };
}

function holds(text, terms) {
  return terms.every((term) => text.includes(term));
}

/** In lower case and without accents, so that "uberwachen" finds "Überwachen". */
function folded(text) {
  return String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
