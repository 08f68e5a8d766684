"""What is asked about entries and requests."""
