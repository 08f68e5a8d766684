"""Changes to entries, requests and offers."""
