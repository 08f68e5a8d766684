"""People, dates and figures that the style guide shows; nobody here is real."""

from datetime import date
from typing import Final

from alongside.web.charts import Chart, Point, Target
from alongside.web.parts import Milestone, NextStep, Stone

NEXT_STEP: Final = NextStep(
    title="Send Bob your agenda",
    text="You meet in four days. Bob prepares best when he knows what is on your mind.",
    button="Write the agenda",
    url="#tables",
    day=date(2027, 3, 8),
    other="Ask for another day",
    other_url="#tables",
)

STONES: Final = (
    Stone(1, "Getting to know each other", "done", date(2027, 1, 14), "Bob Marsh", "mentor", url="#path"),
    Stone(2, "Where I stand", "done", date(2027, 2, 11), "Alice Tŷ-Mawr", "mentee", url="#path"),
    Stone(3, "Managing a department", "next", date(2027, 3, 12), "Alice Tŷ-Mawr", "mentee", url="#path"),
    Stone(4, "Working with clinicians", "late", date(2027, 3, 4), "Bob Marsh", "mentor", url="#path"),
    Stone(5, "Specialist techniques", "later", None, "Alice Tŷ-Mawr", "mentee"),
    Stone(6, "Looking back, looking on", "later", None, "Bob Marsh", "mentor"),
)

MILESTONES: Final = (
    Milestone("You applied", "past", date(2026, 12, 12)),
    Milestone("The office has read it", "past", date(2026, 12, 16)),
    Milestone("We look for your mentor", "here", None, "day 34 of 90"),
    Milestone("Your mentor answers", "ahead", None, "within 14 days of being asked"),
    Milestone("You are introduced", "ahead", date(2027, 3, 12), "at the latest"),
)

DAYS_TO_INTRODUCTION: Final = Chart(
    title="Most people are introduced within 31 days",
    points=[
        Point("Jul", 44),
        Point("Aug", 39),
        Point("Sep", 36),
        Point("Oct", 31),
        Point("Nov", 33),
        Point("Dec", 27),
    ],
    head=("Month of introduction", "Median days"),
    target=Target(60, "We promise 60 days"),
    source="Median of all introductions of the scheme in the month.",
)

WAITED: Final = Chart(
    title="Nine of 64 people have waited longer than a month",
    points=[
        Point("1 week", 21),
        Point("2 weeks", 18),
        Point("1 month", 16),
        Point("2 months", 7),
        Point("3 months", 2),
    ],
    head=("Waited up to", "People"),
)

GOALS: Final = Chart(
    title="More than half of all goals are fully met",
    points=[
        Point("Fully met", 58),
        Point("Met in part", 31),
        Point("Not met", 8),
        Point("No longer wanted", 3),
    ],
    head=("Goals of mentees", "Share"),
    target=Target(50, "Published elsewhere: 50 %"),
    figure="{:.0f} %".format,
)

MEMBERS: Final = tuple(
    {"name": name, "number": number, "days": days, "state": state, "kind": kind, "fit": fit}
    for name, number, days, state, kind, fit in (
        ("Siân Lloyd", "IMI-1042", 83, "Asked, no answer yet", "late", 0.81),
        ("José Antônio Prado", "IMI-2210", 41, "Waiting", "waiting", 0.93),
        ("Oluwaseun Adébáyò-Featherstonehaugh", "IMI-0007", 12, "Paired", "done", 0.64),
    )
)

CONSEQUENCES: Final = (
    "Your partnership with Bob ends today. Nobody is asked why.",
    "Your notes, goals and CPD hours stay yours.",
    "You go to the head of the queue and hear of a new mentor by Friday 11 June 2027.",
    "Bob is told today, in the same words for everyone: “Alice has ended the partnership.”",
)
