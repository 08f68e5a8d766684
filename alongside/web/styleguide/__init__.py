"""The style guide: every part of a page with honest example content, in demo and debug only."""
