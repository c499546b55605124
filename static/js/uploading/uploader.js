// Stand-in until the real one is here: the whole file at once, by its address.
export function upload(file, { address, onProgress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("file", file);
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(loaded, total));
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(request.response);
      else reject(new Error(request.response?.error ?? ""));
    });
    request.addEventListener("error", () => reject(new Error("")));
    signal?.addEventListener("abort", () => request.abort());
    request.send(data);
  });
}
