"""What the people of each body are, do and write."""
