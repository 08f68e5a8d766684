"""What changes workshops and the handbook."""
