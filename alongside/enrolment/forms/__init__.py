"""Forms about applications."""
