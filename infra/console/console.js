// The pages of the console: who reads, in which language, and what went wrong. What is read stands in the other modules.

import { Catalogue } from "./console/catalogue.js";
import { Help } from "./console/help.js";
import { Notes } from "./console/notes.js";
import { Session } from "./console/session.js";
import { Trouble } from "./console/trouble.js";
import { say, speak, spoken } from "./console/words.js";

const main = document.getElementById("main");
const part = (id) => document.getElementById(id);
const session = new Session(main.dataset.api);
const help = new Help(main.dataset.api, session);
const room =
  main.dataset.page === "release-notes"
    ? new Notes(help, main.dataset.base)
    : new Catalogue(help, main.dataset.page, main.dataset.base);
let round = 0;

/** Shows what is to be read, or the door where nobody has signed in. */
async function show() {
  const mine = (round += 1);
  part("trouble").hidden = true;
  greet();
  if (!session.isOpen) {
    room.hide();
    return;
  }
  main.setAttribute("aria-busy", "true");
  try {
    const render = await room.load();
    if (mine === round) render();
  } catch (trouble) {
    if (mine === round) complain(trouble);
  } finally {
    if (mine === round) main.removeAttribute("aria-busy");
  }
}

function greet() {
  part("door").hidden = session.isOpen;
  part("sign-out").hidden = part("signed-in").hidden = !session.isOpen;
  part("signed-in").textContent = session.name;
}

/** Says what went wrong in a sentence; whoever is no longer known stands before the door again. */
function complain(trouble) {
  if (trouble.endsSession) {
    leave();
    part("sign-in-fault").textContent = trouble.sentence;
    return;
  }
  room.hide();
  part("trouble").hidden = false;
  part("trouble-text").textContent = trouble.sentence ?? String(trouble);
}

async function signIn(event) {
  event.preventDefault();
  const fields = event.target.elements;
  const fault = part("sign-in-fault");
  const button = event.target.querySelector("[type=submit]");
  fault.textContent = "";
  button.disabled = true;
  try {
    if (fields.way.value === "token") await session.openWithToken(fields.token.value.trim());
    else await session.openWithPassword(fields.login.value, fields.password.value);
    const render = await room.load();
    event.target.reset();
    chooseWay();
    greet();
    render();
    room.focus();
  } catch (trouble) {
    session.close();
    fault.textContent = (trouble.reason === 401 ? new Trouble("password") : trouble).sentence ?? String(trouble);
  } finally {
    button.disabled = false;
  }
}

function signOut() {
  leave();
  part("sign-in-fault").textContent = "";
  part("said").textContent = say("You are signed out.");
  focusDoor();
}

/** Forgets who reads, and everything that was read. */
function leave() {
  session.close();
  help.forget();
  room.forget();
  show();
}

/** A page that the browser had put by: whoever was signed in then may have left on another one. */
function wake() {
  session.recall();
  if (session.isOpen) show();
  else leave();
}

function chooseWay() {
  const isToken = part("sign-in").elements.way.value === "token";
  part("with-token").hidden = !isToken;
  part("with-password").hidden = isToken;
  part("sign-in-fault").textContent = "";
}

function focusDoor() {
  part(part("with-token").hidden ? "login" : "token").focus();
}

function chooseLanguage() {
  speak(part("language").value);
  part("sign-in-fault").textContent = "";
  show();
}

part("sign-in").addEventListener("submit", signIn);
part("sign-in").addEventListener("change", (event) => event.target.name === "way" && chooseWay());
part("sign-out").addEventListener("click", signOut);
part("again").addEventListener("click", show);
part("language").addEventListener("change", chooseLanguage);
window.addEventListener("pageshow", (event) => event.persisted && wake());
room.troubled = complain;

speak(spoken());
part("language").value = spoken();
show();
if (!session.isOpen) focusDoor();
