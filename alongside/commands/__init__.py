"""The commands of `alongside`, one module each."""
