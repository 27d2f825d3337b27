// Shows the OpenAPI document of the page it stands on. Without scripts the page's plain table stays.
"use strict";

const place = document.getElementById("docs");

async function show() {
  const address = new URL(place.dataset.document, window.location.href);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const spec = await answer.json();
  spec.servers = spec.servers.map((server) => ({ ...server, url: new URL(server.url, address).href }));
  SwaggerUIBundle({
    spec,
    domNode: place,
    deepLinking: true,
    docExpansion: "list",
    tryItOutEnabled: true,
    requestInterceptor: withOneScheme,
  });
}

// Interfaces that hand out "Bearer <token>" have people paste both words where the token alone is asked for.
function withOneScheme(request) {
  const said = request.headers?.Authorization;
  if (said) request.headers.Authorization = said.replace(/^Bearer\s+(?=Bearer\s)/i, "");
  return request;
}

if (place && typeof SwaggerUIBundle === "function") show();
