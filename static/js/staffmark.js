// In the newsroom: leaves a mark in this browser that somebody works here, so that readers' pages
// ask for their bar (staffbar.js). It says nothing of who, and is sent to nobody. The page to sign
// in takes it away again.

const MARK = "newsroom-staff"; // as in staffbar.js

try {
  if (document.getElementById("logout-form")) localStorage.setItem(MARK, "1");
  else if (document.body.classList.contains("login")) localStorage.removeItem(MARK);
} catch {
  // A browser that keeps nothing shows no bar on readers' pages; the newsroom works without.
}
