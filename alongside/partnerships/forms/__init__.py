"""What partners fill in, and the office's filters."""
