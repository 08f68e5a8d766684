"""What is asked about workshops and the handbook."""
