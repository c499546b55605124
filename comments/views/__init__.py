"""Readers' pages of comments."""
