// The documentation as the server gives it, with the reader's credential and in the reader's language.

import { Trouble } from "./trouble.js";
import { spoken } from "./words.js";

export class Help {
  constructor(api, session) {
    this.api = api;
    this.session = session;
    this.contracts = new Map();
  }

  /** The APIs by name; `isPublic`: only public ones, with their public methods only. */
  services(isPublic) {
    return this.json(`Services${isPublic ? "?public=true" : ""}`);
  }

  /** Everything about one operation, asked once in each language. */
  contract(id) {
    const key = `${spoken()} ${id}`;
    if (!this.contracts.has(key)) {
      const asked = this.json(`ServiceOperation/${encodeURIComponent(id)}`);
      asked.catch(() => this.contracts.delete(key));
      this.contracts.set(key, asked);
    }
    return this.contracts.get(key);
  }

  audience(id) {
    return this.json(`ServiceOperation/${encodeURIComponent(id)}/Audience`);
  }

  /** Code that calls an operation; without `language`, all of them in one text. */
  async example(id, language = "") {
    const query = language ? `?language=${language}` : "";
    return (await this.call(`ServiceOperation/${encodeURIComponent(id)}/CodeExample${query}`)).text();
  }

  notes() {
    return this.json("ReleaseNotes");
  }

  forget() {
    this.contracts.clear();
  }

  async json(path) {
    return (await this.call(path)).json();
  }

  /** One answer; what was refused because it had run out is asked for once more with a new token. */
  async call(path) {
    try {
      return await this.ask(path);
    } catch (trouble) {
      if (!this.session.canRefresh || ![401, 406].includes(trouble.reason)) throw trouble;
      await this.session.refresh();
      return this.ask(path);
    }
  }

  async ask(path) {
    const authorization = await this.session.authorization();
    return Trouble.unlessAnswered(() =>
      fetch(`${this.api}/Help/${path}`, {
        headers: { Authorization: authorization, "Explicit-Language": spoken() },
        credentials: "omit", // else the browser asks for a password by itself where one is refused
        cache: "no-store",
        redirect: "error",
      }),
    );
  }
}
