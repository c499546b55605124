"""Comments brought in from other systems, and taken out whole."""
