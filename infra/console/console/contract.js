// What an operation wants and gives: parameters, body, answer, used types, status codes.

import { element, inline, prose } from "./elements.js";
import { tag } from "./marks.js";
import { say } from "./words.js";

const SOURCES = { Route: "Route parameters", Query: "Query parameters", Header: "Headers" };

/** The parts of a contract in the order of reading. */
export function contractParts(contract) {
  const types = new Map(contract.UsedTypes.map((type, index) => [type.Name, { ...type, id: `type-${index + 1}` }]));
  return [
    ...Object.entries(SOURCES).flatMap(([source, title]) => parameters(contract, source, title, types)),
    ...body(contract.RequestBody, types),
    heading(say("Answer"), "answer"),
    element("p", { class: "of-type" }, contract.ReturnType ? typed(contract.ReturnType, types) : say("Without a body.")),
    ...usedTypes(types),
    ...statusCodes(contract.StatusCodes),
  ];
}

export function heading(text, id) {
  return element("h3", { id, tabindex: "-1" }, text);
}

function parameters(contract, source, title, types) {
  const wanted = contract.Parameters.filter((each) => each.Source === source);
  return wanted.length ? [heading(say(title), source.toLowerCase()), members(wanted, types)] : [];
}

/** The body: what it is, and which members it can't do without. */
function body(wanted, types) {
  if (!wanted) return [];
  const required = types.get(wanted.Type)?.Properties.filter((each) => each.Required) ?? [];
  return [
    heading(say("Request body"), "body"),
    element(
      "p",
      { class: "of-type" },
      typed(wanted.Type, types),
      need(wanted.Required),
      wanted.ContentType && element("code", { class: "soft" }, wanted.ContentType),
    ),
    ...(required.length ? [element("h4", {}, say("Required members")), members(required, types)] : []),
  ];
}

function usedTypes(types) {
  if (!types.size) return [];
  const described = [...types.values()].flatMap((type) => [
    element("h4", { id: type.id, class: "type-name", tabindex: "-1" }, type.Name),
    ...prose(type.Documentation),
    type.Properties.length ? members(type.Properties, types) : element("p", {}, say("Any members.")),
  ]);
  return [heading(say("Used types"), "types"), ...described];
}

function statusCodes(codes) {
  const told = codes.map((each) =>
    element("div", {}, element("dt", {}, element("code", {}, String(each.Code))), element("dd", {}, inline(each.Description))),
  );
  return [heading(say("Status codes"), "codes"), element("dl", { class: "codes" }, told)];
}

/** Names with type, whether they are required, and what they mean. */
function members(described, types) {
  return element("dl", { class: "members" }, described.map((each) => member(each, types)));
}

function member({ Name, Type, Required, DefaultValue, Documentation }, types) {
  const standard = DefaultValue !== null && DefaultValue !== undefined && DefaultValue !== "";
  return element(
    "div",
    {},
    element("dt", {}, element("code", { class: "member" }, Name), " ", typed(Type, types), " ", need(Required)),
    element(
      "dd",
      {},
      inline(Documentation),
      standard && element("span", { class: "default" }, say("Default:"), " ", element("code", {}, String(DefaultValue))),
    ),
  );
}

function need(isRequired) {
  return isRequired ? tag(say("required"), "required") : tag(say("optional"), "optional");
}

/** A type, with links to those that are described below: `Dictionary<String, Member[]>`. */
function typed(text, types) {
  const parts = String(text).split(/([\p{L}\p{N}_.]+)/u);
  const linked = parts.map((part) => {
    const type = types.get(part);
    return type ? element("a", { href: `#${type.id}` }, part) : part;
  });
  return element("code", { class: "type" }, linked.filter((part) => part !== ""));
}
