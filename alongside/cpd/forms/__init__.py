"""Forms for records and audit profiles."""
