"""Pages of a partnership, for its two partners and, without any content, for the office."""
