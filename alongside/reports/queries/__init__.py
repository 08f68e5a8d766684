"""What the home pages ask of everything below."""
