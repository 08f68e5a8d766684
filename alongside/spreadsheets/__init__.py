"""Writes lists as CSV and Excel files that are safe to open."""
