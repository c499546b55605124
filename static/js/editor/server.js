// What the editor asks the server. An answer that is not JSON (no network, signed out) is an error.

async function read(answer) {
  if (!answer.headers.get("content-type")?.startsWith("application/json")) {
    throw new Error("no answer");
  }
  return answer.json();
}

export async function ask(address, parameters) {
  const url = new URL(address, location.href);
  url.search = new URLSearchParams(parameters);
  return read(await fetch(url, { headers: { Accept: "application/json" } }));
}

export async function send(address, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  return read(await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    body: new URLSearchParams(fields),
  }));
}
