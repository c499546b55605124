// Stand-in until the real one is here: the whole file at once, by its address.
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const refused = (kind, message) => Object.assign(new Error(message), { kind });

export function upload(file, { address, onProgress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("file", file);
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token());
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(loaded / total));
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(request.response);
      else reject(refused("refused", request.response?.error ?? ""));
    });
    request.addEventListener("error", () => reject(refused("failed", "")));
    signal?.addEventListener("abort", () => {
      request.abort();
      reject(refused("cancelled", ""));
    });
    request.send(data);
  });
}

export async function choose(address, choice) {
  const headers = { "X-CSRFToken": token(), "Content-Type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ choice }) });
  const said = await answer.json();
  if (!answer.ok) throw refused("refused", said.error);
  return said;
}
