// The preview of one API: where it stands, and every method of it.

import { breakable, button, element, prose, withArrows } from "./elements.js";
import { method, state, tag } from "./marks.js";
import { say } from "./words.js";

export class Preview {
  /** `go`: called with what was chosen. */
  constructor(go) {
    this.go = go;
    this.place = document.getElementById("preview");
    withArrows(this.place);
  }

  /** `missing`: a sentence about what the address asks for in vain. */
  show(service, chosen, missing) {
    const note = missing && element("p", { class: "fault", role: "alert" }, missing);
    const heading = { id: "preview-title", tabindex: "-1" };
    if (!service) {
      this.shown = null;
      const hint = element("p", { class: "hint" }, say("Choose an API to see its methods."));
      this.place.replaceChildren(
        element("h2", { ...heading, class: "unseen" }, say("Preview")),
        ...(missing ? [this.back(), note] : [hint]),
      );
      return;
    }
    if (this.shown === service && !missing) {
      this.mark(chosen);
      return;
    }
    this.shown = missing ? null : service;
    this.place.scrollTop = 0;
    const isPublic = service.ApiType === "Public";
    this.place.replaceChildren(
      this.back(),
      element("h2", heading, service.Name),
      element(
        "p",
        { class: "about" },
        tag(say(isPublic ? "Public API" : "Product API"), isPublic ? "public" : "product"),
        element("code", {}, service.RoutePrefix),
      ),
      ...prose(service.Documentation),
      ...(note ? [note] : []),
      element("h3", {}, say("Methods"), element("span", { class: "soft" }, ` ${service.Operations.length}`)),
      element("ul", { class: "methods" }, service.Operations.map((each) => this.item(service, each))),
    );
    this.mark(chosen);
  }

  mark(chosen) {
    for (const item of this.place.querySelectorAll("[data-operation]")) {
      if (item.dataset.operation === chosen?.Name) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }

  focus(operation) {
    this.place.querySelector(`[data-operation="${CSS.escape(operation)}"]`)?.focus();
  }

  back() {
    return button(say("All APIs"), () => this.go({}), { class: "back" });
  }

  item(service, operation) {
    const label = [
      method(operation.Method),
      element(
        "span",
        { class: "title" },
        element("span", { class: "name" }, operation.Name),
        element("span", { class: "tags" }, operation.IsPublic && tag(say("Public"), "public"), state(operation.State)),
      ),
      element("code", { class: "route" }, breakable(operation.RouteTemplate || "/")),
      element("span", { class: "line" }, firstSentence(operation.Documentation)),
    ];
    return element(
      "li",
      {},
      button(label, () => this.go({ service: service.Name, operation: operation.Name }), {
        class: "item",
        data: { operation: operation.Name, public: String(operation.IsPublic) },
      }),
    );
  }
}

function firstSentence(text) {
  const plain = String(text ?? "").replaceAll("`", "");
  return /^.*?[.!?](?=\s|$)/s.exec(plain)?.[0] ?? plain;
}
