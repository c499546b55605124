// What the desk asks of the server. Every request carries what the desk is narrowed down to.
export const desk = document.querySelector("[data-desk]");
export const find = (name) => desk.querySelector(`[data-${name}]`);
const token = desk.querySelector("[name=csrfmiddlewaretoken]").value;

export async function send(address, fields) {
  const body = new URLSearchParams(desk.dataset.query);
  body.append("csrfmiddlewaretoken", token);
  for (const [name, value] of fields) body.append(name, value);
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  });
  // A page instead of an answer: somebody has signed out meanwhile, or the server is ill.
  if (!response.headers.get("Content-Type")?.includes("json")) {
    throw new Error(response.redirected || response.status === 403 ? desk.dataset.signedOut : desk.dataset.lost);
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.text);
  return answer;
}

export const sentence = (error) => (error instanceof TypeError ? desk.dataset.lost : error.message);

export function leave() {
  navigator.sendBeacon(desk.dataset.leave, new URLSearchParams({ csrfmiddlewaretoken: token }));
}
