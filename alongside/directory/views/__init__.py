"""Pages of the directory: a member's, a mentor's and the office's."""
