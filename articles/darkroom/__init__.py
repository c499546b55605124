"""Pictures without Django: decoded, described, encoded. Runs in a process of its own."""
