"""What is wrong with an input file, in one sentence with the row."""


class InputProblem(Exception):
    """Something in a file that the person who made it can put right."""
