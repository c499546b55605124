/* Which files this browser had begun to send: to go on where a closed page stopped. */

const NAME = "newsroom-uploads";
const MOST = 500;

const read = () => {
  try {
    const known = JSON.parse(localStorage.getItem(NAME));
    return Array.isArray(known) ? known : [];
  } catch {
    return [];
  }
};

const write = (known) => {
  try {
    localStorage.setItem(NAME, JSON.stringify(known.slice(-MOST)));
  } catch {
    // Without a store a file that was cut off is sent from its start.
  }
};

export const remember = (file, address) => {
  const entry = { name: file.name, size: file.size, modified: file.lastModified, address };
  write([...read().filter((one) => one.address !== address), entry]);
};

export const forget = (address) => write(read().filter((one) => one.address !== address));

export const addresses = () => new Set(read().map((one) => one.address));

/* Return where ``file`` was being sent to, or null. */
export const placeOf = (file) => {
  const isSame = (one) => one.name === file.name && one.size === file.size && one.modified === file.lastModified;
  return read().findLast(isSame)?.address ?? null;
};

const lockName = (address) => `newsroom-upload-${address}`;

/* Hold ``address`` for this window while ``work`` (a promise) goes on. */
export const hold = (address, work) => {
  navigator.locks?.request(lockName(address), () => work.catch(() => undefined)).catch(() => undefined);
};

/* Return which of ``all`` addresses no window is sending to now. */
export const unheld = async (all) => {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = new Set(held.map((one) => one.name));
  return all.filter((address) => !names.has(lockName(address)));
};
