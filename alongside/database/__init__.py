"""What we add to the databases that Django speaks to."""
