// The documentation of one operation: first what the list knows already, then the whole contract.

import { showAudience } from "./audience.js";
import { copyButton } from "./clipboard.js";
import { contractParts, heading } from "./contract.js";
import { breakable, button, element, prose } from "./elements.js";
import { Example } from "./example.js";
import { day, end, method, stateTag, tag } from "./marks.js";
import { say, spoken } from "./words.js";

export class Documentation {
  /** `go`: called with what was chosen; `knows`: `Service.Operation` → what may be chosen; `troubled`: told of failures. */
  constructor(help, base, { go, knows, troubled }) {
    this.help = help;
    this.base = base;
    this.go = go;
    this.knows = knows;
    this.troubled = troubled;
    this.example = new Example(help);
    this.place = document.getElementById("documentation");
  }

  async show(service, operation) {
    const key = operation && `${spoken()} ${operation.Id}`;
    if (key && key === this.shown) return;
    this.shown = key;
    this.place.scrollTop = 0;
    if (!operation) {
      this.place.replaceChildren(
        element("h2", { id: "documentation-title", class: "unseen" }, say("Documentation")),
        element("p", { class: "hint" }, say("Choose a method to read its documentation.")),
      );
      return;
    }
    const body = element("div", { class: "contract" }, element("p", { class: "hint" }, say("Loading …")));
    this.place.replaceChildren(...this.head(service, operation), body);
    try {
      const contract = await this.help.contract(operation.Id);
      if (this.shown === key) this.fill(body, contract);
    } catch (trouble) {
      if (this.shown !== key) return;
      this.shown = null;
      if (trouble.endsSession) this.troubled(trouble);
      else body.replaceChildren(this.fault(trouble, service, operation));
    }
  }

  head(service, operation) {
    return [
      button(service.Name, () => this.go({ service: service.Name }), { class: "back" }),
      element(
        "header",
        {},
        element("p", { class: "trail" }, service.Title ? `${service.Title} / ${service.Name}` : service.Name),
        element("h2", { id: "documentation-title", tabindex: "-1" }, operation.Name),
        element(
          "p",
          { class: "tags" },
          tag(say(operation.IsPublic ? "Public" : "Product"), operation.IsPublic ? "public" : "product"),
          operation.State === "Active" ? tag(say("Active"), "active") : stateTag(operation.State),
        ),
        this.endpoint(operation),
      ),
      ...prose(operation.Documentation),
    ];
  }

  endpoint(operation) {
    const path = this.base + operation.Url;
    const whole = window.location.origin + path;
    return element(
      "div",
      { class: "endpoint" },
      method(operation.Method),
      element("code", {}, breakable(path)),
      copyButton(say("Copy address"), () => whole),
    );
  }

  fill(body, contract) {
    const actions = element(
      "p",
      { class: "actions" },
      button(say("Code example"), () => this.try(() => this.example.download(contract)), { class: "download" }),
      button(say("Show audience"), () => this.try(() => showAudience(this.help, contract))),
    );
    const parts = [...contractParts(contract), heading(say("Code"), "code")];
    const example = this.example.show(contract, (trouble) => this.report(trouble));
    body.replaceChildren(...this.life(contract), actions, jumps(parts), ...parts, example);
  }

  /** What becomes of an operation that is no longer plain, and what takes its place. */
  life(contract) {
    if (contract.State === "Active") return [];
    const said = [
      contract.DeprecatedOn && say("Deprecated since {day}.", { day: day(contract.DeprecatedOn) }),
      end(contract.SunsetOn, contract.State),
    ];
    const meaning = {
      Deprecated: say("It works, but will be taken away."),
      Obsolete: say("It still works, but no longer should be called."),
      Decommissioned: say("It no longer works: calls are answered with 410."),
    }[contract.State];
    return [
      element(
        "div",
        { class: `life ${contract.State.toLowerCase()}` },
        element("p", {}, stateTag(contract.State), " ", [meaning, ...said].filter(Boolean).join(" ")),
        contract.Successor && element("p", {}, say("Use instead:"), " ", this.successor(contract.Successor)),
      ),
    ];
  }

  successor(name) {
    const place = this.knows(name);
    return place ? button(name, () => this.go(place), { class: "linked" }) : element("code", {}, name);
  }

  fault(trouble, service, operation) {
    return element(
      "div",
      {},
      element("p", { class: "fault", role: "alert" }, trouble.sentence ?? String(trouble)),
      button(say("Try again"), () => this.show(service, operation)),
    );
  }

  async try(work) {
    try {
      await work();
    } catch (trouble) {
      this.report(trouble);
    }
  }

  /** A failure beside what is read already: said, and nothing is taken away. */
  report(trouble) {
    if (trouble.endsSession) this.troubled(trouble);
    else {
      this.place.querySelector(".report")?.remove();
      const report = element("p", { class: "fault report", role: "alert" }, trouble.sentence ?? String(trouble));
      this.place.querySelector(".actions").after(report);
    }
  }
}

/** Links to the parts of the page, which may be long. */
function jumps(parts) {
  const headings = parts.filter((part) => part.matches("h3"));
  const links = headings.map(({ id, textContent }) => element("li", {}, element("a", { href: `#${id}` }, textContent)));
  return element("nav", { class: "jumps", "aria-label": say("On this page") }, element("ul", {}, links));
}
