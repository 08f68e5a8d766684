"""What people fill in about workshops, the handbook and the library."""
