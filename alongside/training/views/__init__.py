"""Pages of workshops and of the handbook."""
