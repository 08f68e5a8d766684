"""Continuing professional development: dated activities, what they add up to, and the audit profile."""
