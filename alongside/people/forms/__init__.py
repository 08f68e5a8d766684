"""The forms of people, one file for each noun."""
