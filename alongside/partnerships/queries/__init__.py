"""What is asked about partnerships and what belongs to them."""
