// From here on this browser may have something of its own under an article: whoever shows comments
// asks for it (one small request) where this says so.
try {
  localStorage.setItem("binh-luan:co", "1");
} catch {
  // Full or forbidden: the comments' own page shows it all the same.
}
