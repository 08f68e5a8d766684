"""Workshops, the handbook and the library."""

from alongside.training.models.handbook import Edition, Reading
from alongside.training.models.library import KEEPERS, LibraryFile, LibraryItem, Link
from alongside.training.models.taking_part import TakingPart
from alongside.training.models.workshop import AnswerSum, Attendance, HalfDay, Place, Run

__all__ = [
    "KEEPERS",
    "AnswerSum",
    "Attendance",
    "Edition",
    "HalfDay",
    "LibraryFile",
    "LibraryItem",
    "Link",
    "Place",
    "Reading",
    "Run",
    "TakingPart",
]
