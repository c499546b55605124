// Photographers' names, offered as somebody types one.

const WAIT = 150;

for (const list of document.querySelectorAll("datalist[data-names]")) {
  let timer = 0;
  let newest = 0;

  const ask = async (field) => {
    const turn = ++newest;
    const address = `${list.dataset.names}?${new URLSearchParams({ q: field.value })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok || turn !== newest) return;
      const { names } = await answer.json();
      list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    } catch {
      // Without a connection there is nothing to offer; the field is still a field.
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target.getAttribute("list") !== list.id) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT, target);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.getAttribute?.("list") === list.id && !list.children.length) ask(target);
  });
}
