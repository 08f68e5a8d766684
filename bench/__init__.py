"""Measurements, run by hand: they say how fast the product is beside others."""
