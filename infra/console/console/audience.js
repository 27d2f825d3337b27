// Who may call an operation, in a dialog.

import { button, element } from "./elements.js";
import { say } from "./words.js";

export async function showAudience(help, contract) {
  const audience = await help.audience(contract.Id);
  const dialog = document.getElementById("audience");
  const members = audience.Members ?? [];
  dialog.replaceChildren(
    element("h2", { id: "audience-title" }, say("Audience of {name}", { name: `${contract.ServiceName}.${contract.Name}` })),
    ...(audience.Restricted ? restricted(audience, members) : [element("p", {}, say("Everyone who is signed in."))]),
    button(say("Close"), () => dialog.close(), { class: "strong", autofocus: true }),
  );
  dialog.showModal();
}

function restricted(audience, members) {
  const origin = audience.InheritedFromService
    ? say("Laid down for the whole API. These may call it:")
    : say("Laid down for this method. These may call it:");
  if (!members.length) return [element("p", {}, say("Only administrators."))];
  const rows = members.map((member) =>
    element("li", {}, element("span", { class: "name" }, member.Name), " ", element("span", { class: "soft" }, kind(member))),
  );
  return [element("p", {}, origin), element("ul", { class: "audience" }, rows)];
}

function kind(member) {
  return member.Type === "Person" ? say("Person") : say("Group");
}
