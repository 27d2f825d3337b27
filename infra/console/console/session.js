// Who reads: a login with its password, or an API token that is exchanged for access tokens. Kept in this tab alone.

import { Trouble } from "./trouble.js";

const KEPT = "polydesk.session";
const EARLY = 45_000; // milliseconds before an access token runs out at which the next one is fetched

export class Session {
  constructor(api) {
    this.api = api;
    this.recall();
    this.exchange = null;
  }

  /** Takes over what the tab keeps. */
  recall() {
    this.kept = restore();
  }

  get isOpen() {
    return this.kept !== null;
  }

  /** Whom the page shows as signed in. */
  get name() {
    return this.kept?.name ?? "";
  }

  openWithPassword(login, password) {
    if (!login || !password) throw new Trouble("incomplete");
    this.keep({ name: login, authorization: `Basic ${base64(`${login}:${password}`)}` });
  }

  async openWithToken(token) {
    if (!token) throw new Trouble("incomplete");
    this.kept = { name: subject(token), token };
    await this.refresh();
  }

  close() {
    this.kept = null;
    sessionStorage.removeItem(KEPT);
  }

  /** The value of the header, good for at least `EARLY` where tokens run out. */
  async authorization() {
    if (this.kept?.token && Date.now() > this.kept.until - Math.min(EARLY, this.kept.lifetime / 2)) await this.refresh();
    if (!this.kept) throw new Trouble(401);
    return this.kept.authorization;
  }

  /** Whether a refused credential may be good again once it is exchanged anew. */
  get canRefresh() {
    return Boolean(this.kept?.token);
  }

  /** Exchanges the API token; calls at the same time wait for one exchange. */
  refresh() {
    this.exchange ??= this.fetchToken().finally(() => (this.exchange = null));
    return this.exchange;
  }

  async fetchToken() {
    const mine = this.kept;
    const answer = await Trouble.unlessAnswered(() =>
      fetch(`${this.api}/ApiToken/GenerateAccessTokenFromApiToken`, {
        method: "POST",
        headers: { Authorization: `Bearer ${mine.token}` },
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
      }),
    );
    const given = await answer.json();
    if (!given) throw new Trouble("token");
    const now = Date.now();
    // The server's clock says when it runs out; only the time until then counts here.
    const lifetime = Date.parse(given.LifeTime) - (Date.parse(answer.headers.get("Date")) || now);
    if (this.kept === mine) this.keep({ ...mine, authorization: `Bearer ${given.RawToken}`, until: now + lifetime, lifetime });
  }

  keep(session) {
    this.kept = session;
    sessionStorage.setItem(KEPT, JSON.stringify(session));
  }
}

function restore() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** The login that a token says it is of; for showing only. */
function subject(token) {
  try {
    const claims = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(claims), (character) => character.charCodeAt(0));
    return String(JSON.parse(new TextDecoder().decode(bytes)).sub ?? "");
  } catch {
    return "";
  }
}
