// Proof of work for a comment's form: loaded only by a form that has a challenge, and by itself as
// the worker that tries numbers until one fits.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ salt, challenge, maxNumber }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxNumber; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(salt + number));
    if (hex(new Uint8Array(digest)) === challenge) return number;
  }
  return null;
}

function work(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(import.meta.url, { type: "module" });
    const done = (settle) => (event) => {
      worker.terminate();
      settle(event.data ?? null);
    };
    worker.onmessage = done(resolve);
    worker.onerror = done(reject);
    worker.postMessage(challenge);
  });
}

// Fills in the form's proof. Without one the comment waits for a moderator: nothing is lost.
export async function prove(form) {
  const challenge = JSON.parse(form.querySelector("[data-proof]").dataset.proof);
  const number = await work(challenge);
  if (number === null) return;
  const { algorithm, challenge: sum, salt, signature } = challenge;
  const proof = { algorithm, challenge: sum, number, salt, signature };
  form.elements.proof.value = btoa(JSON.stringify(proof));
}

if (typeof document === "undefined") {
  onmessage = async ({ data }) => postMessage(await solve(data));
}
