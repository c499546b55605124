/*
 * One file, in pieces, from wherever the server says it ends so far.
 *
 * upload(file, options) resolves with the server's result: {state: "done" | "known", photo, …} or
 * {state: "asking", address, twins, new}, to which choose(address, choice) answers. It rejects
 * with an UploadError. A line that drops is waited for without end; abort ``signal`` to stop.
 */

import { ANSWER_WITHIN, isTokenOld, patience, pauseAfter, renewToken, request } from "./talk.js";

const LARGEST = 1024 * 1024;
const SMALLEST = 128 * 1024;
const MOST_SERVER_ERRORS = 5;
const MOST_BEGINNINGS = 3;
const PIECE = "application/offset+octet-stream";

/* ``kind``: refused (the message says why), expired, failed, unreadable, cancelled. */
export class UploadError extends Error {
  constructor(kind, message = "") {
    super(message);
    this.kind = kind;
  }
}

const nothing = () => undefined;

/* Send once; what can be waited for has been waited for when it returns null: ask again then. */
class Line {
  constructor({ address, signal, onState = nothing, whenExpired = null }) {
    Object.assign(this, { address, signal, onState, whenExpired, failures: 0, errors: 0, renewed: 0 });
  }

  async ask(what) {
    if (this.signal?.aborted) throw new UploadError("cancelled");
    const answer = await request({ ...what, signal: this.signal });
    if (this.signal?.aborted) throw new UploadError("cancelled");
    if (answer.status === 0 || answer.status >= 500) return this.later(answer.status);
    if (answer.status === 401) return this.expired(answer.body?.error);
    if (isTokenOld(answer)) return this.renew();
    this.failures = this.errors = this.renewed = 0;
    return answer;
  }

  async later(status) {
    this.failures += 1;
    this.errors = status === 500 ? this.errors + 1 : 0;
    if (this.errors >= MOST_SERVER_ERRORS) throw new UploadError("failed");
    this.onState(navigator.onLine ? "away" : "offline");
    await patience(pauseAfter(this.failures), this.signal);
    return null;
  }

  async renew() {
    this.renewed += 1;
    if (this.renewed > 2) throw new UploadError("failed");
    const { status, body } = await renewToken(this.address, this.signal);
    if (status === 401) return this.expired(body?.error);
    return status === 0 || status >= 500 ? this.later(status) : null;
  }

  async expired(sentence) {
    if (this.whenExpired === null) throw new UploadError("expired", sentence);
    this.onState("expired");
    await this.whenExpired(sentence);
    return null;
  }
}

const refusal = ({ status, body }) => new UploadError(body?.error ? "refused" : "failed", body?.error ?? String(status));

export const upload = async (file, { onProgress = nothing, onBegun = nothing, resumeAt = null, writer, ...options }) => {
  const line = new Line(options);
  const { onState } = line;
  let [place, offset, piece, beginnings] = [resumeAt, null, LARGEST, 0];

  const begin = async () => {
    beginnings += 1;
    const body = JSON.stringify({ name: file.name, size: file.size, writer });
    const headers = { "Content-Type": "application/json" };
    const answer = await line.ask({ method: "POST", address: line.address, body, headers });
    if (answer === null) return;
    if (answer.status !== 201) throw refusal(answer);
    [place, offset] = [answer.body.address, 0];
    onBegun(place);
  };

  const look = async () => {
    const answer = await line.ask({ method: "HEAD", address: place });
    if (answer?.status === 404 && beginnings < MOST_BEGINNINGS) place = null;
    else if (answer && answer.offset === null) throw refusal(answer);
    else offset = answer ? answer.offset : null;
  };

  const send = async () => {
    const bytes = await file.slice(offset, offset + piece).arrayBuffer().catch(() => {
      throw new UploadError("unreadable");
    });
    const isLast = offset + bytes.byteLength >= file.size;
    onState(bytes.byteLength ? "sending" : "developing");
    const answer = await line.ask({
      method: "PATCH",
      address: place,
      // Bytes without a name: the type that they are of stands in the header.
      body: new Blob([bytes]),
      headers: { "Content-Type": PIECE, "Upload-Offset": String(offset) },
      onProgress: (loaded) => onProgress(Math.min(1, (offset + Math.min(loaded, bytes.byteLength)) / file.size)),
      onSent: () => isLast && onState("developing"),
      within: bytes.byteLength ? undefined : ANSWER_WITHIN,
    });
    return answer;
  };

  const heard = (answer) => {
    // Smaller pieces lose less where a line drops often, or something in between takes no more.
    const isLost = answer === null || (answer.status === 200 && answer.body === null);
    if (isLost || (answer.status === 413 && answer.body === null && piece > SMALLEST)) {
      piece = Math.max(SMALLEST, piece / 2);
      offset = null;
    } else if (answer.status === 409 && answer.offset !== null) offset = answer.offset;
    else if (answer.status === 404 && beginnings < MOST_BEGINNINGS) [place, offset] = [null, null];
    else if (answer.status !== 200) throw refusal(answer);
    else if (answer.body?.state) return answer.body;
    else {
      offset = answer.body.offset;
      piece = Math.min(LARGEST, piece * 2);
      onProgress(offset / file.size);
    }
    return null;
  };

  for (;;) {
    if (place === null) await begin();
    else if (offset === null) await look();
    else {
      const result = heard(await send());
      if (result) return result;
    }
  }
};

/* Where tokens are asked for: all uploads begin there. */
const above = (address) => new URL("../", new URL(address, location.href)).pathname;

/* Answer what was asked about a file: "new", "twin:<id>" or "replace:<id>"; as ``upload``. */
export const choose = async (address, choice, options = {}) => {
  const line = new Line({ address: above(address), ...options });
  const body = JSON.stringify({ choice });
  for (;;) {
    const headers = { "Content-Type": "application/json" };
    const answer = await line.ask({ method: "POST", address, body, headers, within: ANSWER_WITHIN });
    if (answer?.status === 200) return answer.body;
    if (answer) throw refusal(answer);
  }
};

/* Ask again what a file that is here whole has become; as ``upload``. */
export const ask = async (address, options = {}) => {
  const line = new Line({ address: above(address), ...options });
  let offset = 0;
  for (;;) {
    const headers = { "Upload-Offset": String(offset) };
    const answer = await line.ask({ method: "PATCH", address, headers, within: ANSWER_WITHIN });
    if (answer?.status === 409 && answer.offset !== null && answer.offset !== offset) offset = answer.offset;
    else if (answer?.status === 200 && answer.body?.state) return answer.body;
    else if (answer) throw refusal(answer);
  }
};

/* Tell the server that a file does not come; where it does not hear it, it forgets in a day. */
export const callOff = (address) => request({ method: "DELETE", address });
