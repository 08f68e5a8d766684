"""What pairs do from their introduction on, by whatever their scheme offers and in their body's words."""
