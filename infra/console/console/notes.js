// The release notes: how operations came from one state to the next, by day.

import { addressOf } from "./address.js";
import { element, prose } from "./elements.js";
import { day, end, stateTag } from "./marks.js";
import { say } from "./words.js";

export class Notes {
  constructor(help, base) {
    this.help = help;
    this.page = `${base}/console/web-services`;
    this.place = document.getElementById("notes");
    this.list = document.getElementById("note-list");
  }

  /** Reads what there is; answers the function that shows it. */
  async load() {
    const notes = await this.help.notes();
    return () => {
      this.place.hidden = false;
      const days = byDay(notes).map(([on, told]) => this.day(on, told));
      this.list.replaceChildren(...(days.length ? days : [element("p", { class: "hint" }, say("Nothing was announced yet."))]));
    };
  }

  hide() {
    this.place.hidden = true;
  }

  forget() {
    this.list.replaceChildren();
  }

  focus() {
    document.getElementById("main").focus();
  }

  day(on, told) {
    return element(
      "section",
      { class: "day" },
      element("h2", {}, element("time", { datetime: on }, day(on))),
      element("ul", {}, told.map((note) => this.note(note))),
    );
  }

  note(note) {
    const name = `${note.Service}.${note.Operation}`;
    const href = addressOf(this.page, { service: note.Service, operation: note.Operation });
    return element(
      "li",
      {},
      element("h3", {}, element("a", { href }, name)),
      element(
        "p",
        { class: "move" },
        stateTag(note.From),
        element("span", { "aria-hidden": "true" }, "→"),
        element("span", { class: "unseen" }, say("becomes")),
        stateTag(note.To),
        element("span", { class: "soft" }, end(note.SunsetOn, note.To)),
      ),
      ...prose(note.Note),
    );
  }
}

function byDay(notes) {
  const days = new Map();
  for (const note of notes) {
    const on = String(note.On).slice(0, 10);
    days.set(on, [...(days.get(on) ?? []), note]);
  }
  return [...days];
}
