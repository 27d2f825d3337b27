// What went wrong, as a sentence for whoever reads.

import { say } from "./words.js";

const SENTENCES = {
  incomplete: "Fill in all fields.",
  network: "The server can't be reached. Check your connection.",
  token: "This API token is not accepted: it is unknown, has expired, or was revoked.",
  password: "Login or password is wrong, or the account is disabled.",
  401: "You are no longer signed in. Sign in again.",
  403: "You are not allowed to read this.",
  404: "There is no such thing any more.",
  406: "Your access has expired. Sign in again.",
  429: "Too many calls. Try again in {seconds} seconds.",
};
const FAILED = "The server could not answer (status {status}). Try again later.";

export class Trouble extends Error {
  /** `reason`: a status or a word of the table; `detail`: what the server says itself, in the language of the call. */
  constructor(reason, { detail = "", seconds = 60 } = {}) {
    super(String(reason));
    this.reason = reason;
    this.detail = detail;
    this.seconds = seconds;
  }

  get sentence() {
    const sentence = say(SENTENCES[this.reason] ?? FAILED, { status: this.reason, seconds: this.seconds });
    return this.detail && this.reason === 403 ? `${sentence} ${this.detail}` : sentence;
  }

  get endsSession() {
    return [401, 406, "token"].includes(this.reason);
  }

  /** The answer of a call; raises Trouble where there is none, or one that is no success. */
  static async unlessAnswered(call) {
    let answer;
    try {
      answer = await call();
    } catch {
      throw new Trouble("network");
    }
    if (answer.ok) return answer;
    const seconds = Number(answer.headers.get("Retry-After")) || 60;
    throw new Trouble(answer.status, { detail: await message(answer), seconds });
  }
}

async function message(answer) {
  try {
    const said = await answer.json();
    return String(said.Message ?? said.message ?? "");
  } catch {
    return "";
  }
}
