// Shows the OpenAPI document of the page it stands on. Without scripts the page's plain table stays.
"use strict";

const place = document.getElementById("docs");

async function show() {
  const address = new URL(place.dataset.document, window.location.href);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const spec = await answer.json();
  spec.servers = spec.servers.map((server) => ({ ...server, url: new URL(server.url, address).href }));
  SwaggerUIBundle({ spec, domNode: place, deepLinking: true, docExpansion: "list", tryItOutEnabled: true });
}

if (place && typeof SwaggerUIBundle === "function") show();
