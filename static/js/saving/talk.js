/* Speaking with the server: as the page's writer, with a token that is good. */

import { data, say } from "./page.js";

const tokenFields = () => document.querySelectorAll("input[name=csrfmiddlewaretoken]");

const renew = (token) => tokenFields().forEach((field) => (field.value = token));

const token = () => tokenFields()[0]?.value ?? "";

/* Send form data; return {status, answer}. Status 0: nobody answered. */
const post = async (address, pairs) => {
  const body = new FormData();
  pairs.forEach(([name, value]) => body.append(name, value));
  body.set("csrfmiddlewaretoken", token());
  body.set("writer", data.writer);
  const headers = { Accept: "application/json" };
  const stop = AbortSignal.timeout ? AbortSignal.timeout(40_000) : undefined;
  try {
    const response = await fetch(address, { method: "POST", body, headers, credentials: "same-origin", signal: stop });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    // A page where JSON was asked for comes from something that stands in between.
    const answer = isJson ? await response.json() : null;
    return { status: response.ok && !isJson ? 502 : response.status, answer };
  } catch {
    return { status: 0, answer: null };
  }
};

/* Ask who is signed in now, and take the token that goes with it; say whether it is the writer. */
const isStillWriter = async () => {
  const response = await fetch(data.addresses.signIn, { headers: { Accept: "application/json" } });
  const { user, token: fresh } = await response.json();
  renew(fresh);
  return user === data.writer;
};

/* Send; where the token is out of date (somebody signed in in another tab), once more with a new one. */
export const send = async (address, pairs) => {
  const first = await post(address, pairs);
  if (first.status !== 403 || first.answer !== null) return first;
  try {
    return (await isStillWriter()) ? await post(address, pairs) : { status: 401, answer: null };
  } catch {
    return { status: 0, answer: null };
  }
};

const signIn = async (password) => {
  const pairs = [["username", data.username], ["password", password]];
  let { status, answer } = await post(data.addresses.signIn, pairs);
  if (status === 403 && answer === null) {
    await isStillWriter().catch(() => undefined);
    ({ status, answer } = await post(data.addresses.signIn, pairs));
  }
  if (status === 200) renew(answer.token);
  return { isIn: status === 200, text: answer?.problems?.[0] ?? (status === 0 ? say("offline") : String(status)) };
};

let waiting = null;

/* Ask for the password in place; resolve with whether the writer is signed in again. */
export const signInAgain = () => {
  waiting ??= new Promise((resolve) => {
    const box = document.querySelector("template[data-saving-dialog]").content.firstElementChild.cloneNode(true);
    const [field, error] = [box.querySelector("[data-password]"), box.querySelector("[data-error]")];
    let isIn = false;
    box.querySelector("[data-username]").value = data.username;
    box.querySelector("[data-later]").addEventListener("click", () => box.close());
    box.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const outcome = await signIn(field.value);
      isIn = outcome.isIn;
      error.textContent = outcome.text;
      error.hidden = isIn;
      if (isIn) box.close();
      else field.select();
    });
    box.addEventListener("close", () => {
      box.remove();
      waiting = null;
      resolve(isIn);
    });
    document.body.append(box);
    box.showModal();
    field.focus();
  });
  return waiting;
};
