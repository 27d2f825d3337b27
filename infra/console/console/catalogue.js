// Three panes beside each other, one at a time on a phone: APIs, the preview of one, the documentation of one operation.

import { open, opened } from "./address.js";
import { Documentation } from "./documentation.js";
import { List } from "./list.js";
import { Preview } from "./preview.js";
import { say } from "./words.js";

const KEYBOARD = window.matchMedia("(hover: hover)"); // on a phone, one would cover half of the list

export class Catalogue {
  constructor(help, page, base) {
    this.help = help;
    this.isPublic = page === "public-api";
    this.page = page;
    this.services = [];
    this.panes = document.getElementById("panes");
    this.list = new List((place) => this.go(place));
    this.preview = new Preview((place) => this.go(place));
    this.documentation = new Documentation(help, base, {
      go: (place) => this.go(place),
      knows: (name) => this.named(name),
      troubled: (trouble) => this.troubled(trouble),
    });
    this.title = document.title;
    window.addEventListener("popstate", () => this.services.length && this.arrange());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  /** Reads what there is; answers the function that shows it. */
  async load() {
    const services = await this.help.services(this.isPublic);
    return () => {
      this.services = services;
      this.panes.hidden = false;
      this.list.fill(services);
      this.arrange();
    };
  }

  hide() {
    this.panes.hidden = true;
    document.title = this.title;
  }

  forget() {
    this.services = [];
    this.list.clear();
    this.preview.show(null, null, "");
    this.documentation.show(null, null);
  }

  focus() {
    if (this.panes.dataset.showing !== "list") this.focusPane();
    else document.getElementById(KEYBOARD.matches ? "search" : "main").focus();
  }

  /** Goes to a service or an operation, and puts the keyboard there. */
  go(place) {
    open(place);
    this.arrange();
    this.focusPane();
  }

  /** Arranges the panes as the address says. */
  arrange() {
    const wanted = opened();
    const service = found(this.services, wanted.service);
    const operation = service && found(service.Operations, wanted.operation);
    this.panes.dataset.showing = operation ? "documentation" : wanted.service ? "preview" : "list";
    this.list.mark(service);
    this.preview.show(service, operation, this.missing(wanted, service, operation));
    this.documentation.show(service, operation);
    const name = operation ? `${service.Name}.${operation.Name}` : service?.Name;
    const heading = document.getElementById("title").textContent;
    document.title = [name, heading, "Polydesk"].filter(Boolean).join(" · ");
  }

  /** A sentence where the address asks for something that is not here. */
  missing(wanted, service, operation) {
    const name = [wanted.service, wanted.operation].filter(Boolean).join(".");
    if ((!wanted.service || service) && (!wanted.operation || operation)) return "";
    if (this.isPublic) return say("{name} is not public, or does not exist. Web Services lists everything.", { name });
    return say("{name} does not exist.", { name });
  }

  /** The service and the operation that `Service.Operation` names, null where they are not on this page. */
  named(name) {
    const dot = name.lastIndexOf(".");
    const service = found(this.services, name.slice(0, dot));
    const operation = service && found(service.Operations, name.slice(dot + 1));
    return operation ? { service: service.Name, operation: operation.Name } : null;
  }

  focusPane() {
    const pane = document.getElementById(this.panes.dataset.showing);
    (pane.querySelector("h2[tabindex]") ?? document.getElementById("search")).focus();
  }

  /** "/" searches; Escape goes one pane back. */
  press(event) {
    if (this.panes.hidden || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    const isTyping = event.target.matches("input, select, textarea");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
    if (event.key === "Escape" && !isTyping) this.stepBack(event.target.closest(".pane"));
  }

  stepBack(pane) {
    const { service, operation } = opened();
    if (pane?.id === "documentation" && operation) {
      this.arrangeAt({ service });
      this.preview.focus(operation);
    } else if (pane?.id === "preview" && service) {
      this.arrangeAt({});
      this.list.focus(service);
    }
  }

  arrangeAt(place) {
    open(place);
    this.arrange();
  }
}

/** The one of a name; whatever the case, where none is spelled exactly so. */
function found(named, name) {
  if (!name) return null;
  const same = (each) => each.Name.toLowerCase() === name.toLowerCase();
  return named.find((each) => each.Name === name) ?? named.find(same) ?? null;
}
