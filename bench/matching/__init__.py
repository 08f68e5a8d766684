"""The matching engine beside its peers."""
