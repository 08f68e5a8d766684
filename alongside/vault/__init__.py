"""The only place that encrypts and opens private text."""
