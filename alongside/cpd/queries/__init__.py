"""What is asked about records and audit profiles."""
