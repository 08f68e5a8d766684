"""PostgreSQL whose locks hold up nobody who only refers to the row: named as ENGINE in the settings."""
