"""Pages about matching: the office's, and the member's answer."""
