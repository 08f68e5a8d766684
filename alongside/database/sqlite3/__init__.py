"""SQLite whose writers queue: named as ENGINE in the settings."""
