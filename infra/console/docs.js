// Shows the OpenAPI document of the page it stands on. Swagger UI 4 refuses OpenAPI 3.1, so it is handed the same document in
// the words of 3.0; the download keeps those of 3.1.
"use strict";

const place = document.getElementById("docs");

function inWordsOf30(node) {
  if (Array.isArray(node)) return node.map(inWordsOf30);
  if (node === null || typeof node !== "object") return node;
  const { anyOf, type, const: constant, examples, ...rest } = node;
  const said = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inWordsOf30(value)]));
  if (Array.isArray(anyOf)) {
    const others = anyOf.filter((one) => one.type !== "null").map(inWordsOf30);
    if (others.length < anyOf.length) said.nullable = true;
    if (others.length === 1 && !others[0].$ref) Object.assign(said, others[0]);
    else said[others.length === 1 ? "allOf" : "anyOf"] = others;
  } else if (anyOf !== undefined) said.anyOf = inWordsOf30(anyOf);
  if (Array.isArray(type)) {
    said.type = type.find((one) => one !== "null");
    if (type.includes("null")) said.nullable = true;
  } else if (type === "null") said.nullable = true;
  else if (type !== undefined) said.type = inWordsOf30(type);
  if (constant !== undefined) said.enum = [constant];
  if (Array.isArray(examples)) said.example = examples[0];
  else if (examples !== undefined) said.examples = inWordsOf30(examples);
  return said;
}

async function show() {
  const address = new URL(place.dataset.document, window.location.href);
  const answer = await fetch(address);
  if (!answer.ok) return; // the plain table stays
  const spec = inWordsOf30(await answer.json());
  spec.openapi = "3.0.3";
  spec.servers = spec.servers.map((server) => ({ ...server, url: new URL(server.url, address).href }));
  SwaggerUIBundle({ spec, domNode: place, deepLinking: true, docExpansion: "list", tryItOutEnabled: true });
}

if (place && typeof SwaggerUIBundle === "function") show();
