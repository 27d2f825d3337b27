// Small marks that stand everywhere: verbs, tags, states.

import { element } from "./elements.js";
import { say, spoken } from "./words.js";

/** The verb of a method; its colour only repeats what it says. */
export function method(verb) {
  return element("span", { class: "verb", data: { verb } }, verb);
}

export function tag(text, kind) {
  return element("span", { class: `tag ${kind}` }, text);
}

/** A state of the life cycle, named in the reader's language; null for the plain one. */
export function state(name) {
  return name === "Active" ? null : stateTag(name);
}

export function stateTag(name) {
  return tag(say(name), name.toLowerCase());
}

/** A day or a moment, as the reader's language writes it; days are those of UTC. */
export function day(value) {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return String(value);
  return new Intl.DateTimeFormat(spoken(), { dateStyle: "long", timeZone: "UTC" }).format(moment);
}

/** When an operation ends, or ended; nothing where that is not said. */
export function end(value, state) {
  if (!value) return "";
  return say(state === "Decommissioned" ? "Ended on {day}." : "Ends on {day}.", { day: day(value) });
}
