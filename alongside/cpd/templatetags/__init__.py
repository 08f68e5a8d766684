"""Tags for CPD pages."""
