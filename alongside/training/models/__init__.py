"""Workshops and the handbook."""

from alongside.training.models.handbook import Edition, Reading
from alongside.training.models.taking_part import TakingPart
from alongside.training.models.workshop import Attendance, HalfDay, Place, Run

__all__ = ["Attendance", "Edition", "HalfDay", "Place", "Reading", "Run", "TakingPart"]
