// What the address says is open: `?service=Ticket&operation=Create`.

/** `{service, operation}`, each null where it is not said. */
export function opened() {
  const query = new URLSearchParams(window.location.search);
  const service = query.get("service");
  return { service, operation: service && query.get("operation") };
}

/** The address of a service, or of one of its operations, on a page of the console. */
export function addressOf(page, { service, operation }) {
  const query = new URLSearchParams();
  if (service) query.set("service", service);
  if (operation) query.set("operation", operation);
  return query.size ? `${page}?${query}` : page;
}

/** Opens something, as a step that Back takes back; what is open already makes no step. */
export function open(place) {
  const address = addressOf(window.location.pathname, place);
  if (address !== window.location.pathname + window.location.search) window.history.pushState(null, "", address);
}
