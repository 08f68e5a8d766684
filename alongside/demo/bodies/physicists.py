"""The medical physicists: the office pairs, the mentee organises, both learn and say what helps under an agreement."""

from datetime import timedelta
from typing import Final

from alongside.demo.crowd import CANADA
from alongside.demo.scheme_year import SchemeYear
from alongside.demo.stage import DAYS, Plan, Stage
from alongside.demo.talking import plan_talk
from alongside.demo.voices.physicists import VOICE

HALF_WAY: Final = 150
FINISHED: Final = 375
"""Days ago: Élodie and Kwabena are kept together; Piotr and Margaret, whose year is over, were."""


def live(stage: Stage) -> None:
    """A year in which the office matches every month."""
    year = SchemeYear(stage)
    start = stage.now - timedelta(days=DAYS - 10)
    year.people_over(start, stage.now, juniors=stage.some(9, least=3), seniors=stage.some(8, least=2))
    for days in range(360, 20, -40):
        year.matches(days)
    stage.ago(FINISHED + 12, lambda: _finished_pair(stage, year))
    stage.ago(HALF_WAY + 12, lambda: _half_way_pair(stage, year))
    stage.ago(30, lambda: _somebody_waits(stage, year))
    plan_talk(stage, 40)
    year.run_waits()


def _half_way_pair(stage: Stage, year: SchemeYear) -> None:
    elodie = stage.crowd.star("Élodie", "Gagnon", years=3)
    kwabena = stage.crowd.star("Kwabena", "Asante", years=19)
    # Between two runs of the office: neither is proposed to somebody else before the two are kept together.
    year.applies(HALF_WAY + 3, elodie, "mentee", topics_wanted=["leadership", "skills"])
    year.applies(HALF_WAY + 2, kwabena, "mentor", topics_offered=["leadership", "ethics", "skills"])
    year.brings_together(HALF_WAY, elodie, kwabena)


def _finished_pair(stage: Stage, year: SchemeYear) -> None:
    piotr = stage.crowd.star("Piotr", "Wiśniewski", years=5)
    margaret = stage.crowd.star("Margaret", "MacKinnon", years=26)
    year.applies(FINISHED + 3, piotr, "mentee", topics_wanted=["career_planning"])
    year.applies(FINISHED + 2, margaret, "mentor", topics_offered=["career_planning", "balance"])
    year.brings_together(FINISHED, piotr, margaret)


def _somebody_waits(stage: Stage, year: SchemeYear) -> None:
    year.applies(19, stage.crowd.star("Sunita", "Rao", years=2), "mentee")


BODY: Final = Plan(
    slug="glmp",
    name="Great Lakes Medical Physicists",
    short_name="GLMP",
    time_zone="America/Toronto",
    place=CANADA,
    preset="comp",
    about="The office pairs, the mentee organises. They work for a year under an agreement, and give feedback both ways.",
    quiet_members=16,
    office=(("Hélène", "Bouchard", "director"), ("Amir", "Farahani", "coordinator")),
    voice=VOICE,
    live=live,
    stars={
        "elodie": "mentee of Kwabena, half way: she organises, and they work by GROW",
        "kwabena": "mentor of Élodie; each has told the other what helps",
        "sunita": "waits for a mentor",
        "piotr": "has finished his year with Margaret",
    },
)
