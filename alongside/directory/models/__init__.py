"""Mentor entries with what finds them, and requests with their choices and offers."""

from alongside.directory.models.entry import EntryTerm, EntryWords, MentorEntry, Preparation
from alongside.directory.models.named import NamedMentor
from alongside.directory.models.request import Choice, Offer, Request, Suggestion

__all__ = [
    "Choice",
    "EntryTerm",
    "EntryWords",
    "MentorEntry",
    "NamedMentor",
    "Offer",
    "Preparation",
    "Request",
    "Suggestion",
]
