"""Reading, mapping and checking a file of members: pure, without the database."""
