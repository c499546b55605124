/* One request at a time, with progress, a token that is good, and an end to waiting. */

const STALLED_AFTER = 30_000;
// A large picture is developed before its last piece is answered.
export const ANSWER_WITHIN = 180_000;

const tokenFields = () => document.querySelectorAll("input[name=csrfmiddlewaretoken]");

const token = () => tokenFields()[0]?.value ?? "";

const answerOf = (xhr) => {
  const isJson = xhr.getResponseHeader("Content-Type")?.startsWith("application/json");
  let body = null;
  try {
    body = isJson ? JSON.parse(xhr.responseText) : null;
  } catch {
    return { status: 0, body: null, offset: null };
  }
  const offset = xhr.getResponseHeader("Upload-Offset");
  // A page where neither was asked for comes from something that stands in between.
  const isOurs = body !== null || offset !== null || xhr.status === 204 || xhr.status >= 400;
  return { status: isOurs ? xhr.status : 0, body, offset: offset === null ? null : Number(offset) };
};

/*
 * Send; return {status, body, offset}: the answer's JSON (null without any) and Upload-Offset.
 * Status 0: nobody answered, or ``signal`` has called it off. ``within`` (ms) is how long the first
 * sign of life may take.
 */
export const request = ({ method, address, body = null, headers = {}, signal, onProgress, onSent, within = STALLED_AFTER }) =>
  new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    let timer = 0;
    const give = (answer) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve(answer);
    };
    const stop = () => xhr.abort();
    const wait = (pause) => {
      clearTimeout(timer);
      timer = setTimeout(stop, pause);
    };
    xhr.open(method, address);
    Object.entries({ Accept: "application/json", "X-CSRFToken": token(), ...headers }).forEach(([name, value]) =>
      xhr.setRequestHeader(name, value),
    );
    if (onProgress || onSent) {
      xhr.upload.addEventListener("progress", (event) => {
        wait(STALLED_AFTER);
        onProgress?.(event.loaded);
      });
      xhr.upload.addEventListener("load", () => {
        wait(ANSWER_WITHIN);
        onSent?.();
      });
    }
    xhr.addEventListener("load", () => give(answerOf(xhr)));
    ["error", "abort", "timeout"].forEach((name) =>
      xhr.addEventListener(name, () => give({ status: 0, body: null, offset: null })),
    );
    signal?.addEventListener("abort", stop);
    wait(within);
    if (signal?.aborted) give({ status: 0, body: null, offset: null });
    else xhr.send(body);
  });

/* Whether an answer says that the page's token is out of date (somebody signed in in another tab). */
export const isTokenOld = ({ status, body }) => status === 403 && body === null;

/* Take the token that goes with who is signed in now; return the answer (401: nobody is). */
export const renewToken = async (address, signal) => {
  const answer = await request({ method: "GET", address, signal });
  if (answer.body?.token) tokenFields().forEach((field) => (field.value = answer.body.token));
  return answer;
};

/* Wait ``pause`` milliseconds, or until the network is back or ``signal`` calls it off. */
export const patience = (pause, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, pause * (0.8 + Math.random() * 0.4));
    window.addEventListener("online", done);
    signal?.addEventListener("abort", done);
  });

const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/* How long to wait after so many failures in a row. */
export const pauseAfter = (failures) => PAUSES[Math.min(failures, PAUSES.length) - 1] ?? 0;
