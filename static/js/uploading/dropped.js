/* The files that somebody let go over the page, those in folders too. */

const entriesIn = (reader) => new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));

const fileOf = (entry) => new Promise((resolve) => entry.file((file) => resolve([file]), () => resolve([])));

const filesIn = async (entry) => {
  if (entry.isFile) return fileOf(entry);
  const reader = entry.createReader();
  const found = [];
  // A folder gives its entries in parts.
  for (let part = await entriesIn(reader); part.length; part = await entriesIn(reader)) {
    for (const one of part) if (!one.name.startsWith(".")) found.push(...(await filesIn(one)));
  }
  return found;
};

export const filesOf = async (transfer) => {
  // Asked for at once: the browser empties the list when the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  if (!entries.some((entry) => entry.isDirectory)) return files;
  return (await Promise.all(entries.map(filesIn))).flat();
};
