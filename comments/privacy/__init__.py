"""One's data: who asks for it, all of it in a file, and its erasure."""
