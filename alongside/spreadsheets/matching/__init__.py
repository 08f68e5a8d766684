"""Matches people from spreadsheets, without a database."""
