"""Journeys run in a real browser against the running product."""
