"""The medical educators: mentors prepare in workshops and are listed, mentees name up to three, the office introduces."""

from typing import Final

from alongside.demo.asking_year import AskingYear
from alongside.demo.crowd import BRITAIN
from alongside.demo.stage import Plan, Stage
from alongside.demo.voices.educators import VOICE
from alongside.demo.workshops import Workshops

MENTORS: Final = 16
"""Of whom the last but one has not prepared yet, and the last waits for the director."""
LEFT_AS_DRAFT: Final = 3


def live(stage: Stage) -> None:
    """Mentors over half a year; then mentees, some of whom are at every step today."""
    training = Workshops(stage, opened=220, first_run=112)
    year = AskingYear(stage, training)
    training.live()
    for number in range(stage.some(MENTORS, least=8) - 1):
        year.mentor_joins(200 - 5 * number, number)
    year.waits_for_review(200 - 5 * MENTORS)
    for place in range(stage.some(9, least=5)):
        member = stage.crowd.member(years=stage.crowd.chance.uniform(1, 20))
        year.asks(90 - 9 * place, member, draft=place == LEFT_AS_DRAFT)
    year.asks(4, stage.crowd.star("Ruth", "Okafor", years=4))
    year.days(88)


BODY: Final = Plan(
    slug="ame",
    name="Academy of Medical Educators of the Isles",
    short_name="AMEI",
    time_zone="Europe/London",
    place=BRITAIN,
    preset="asme",
    about="Mentors prepare in workshops with limited places and stand in a directory; mentees name up to three of them.",
    quiet_members=20,
    office=(
        ("Dilys", "Pritchard", "director"),
        ("Callum", "Reid", "coordinator"),
        ("Tara", "Quinn", "trainer"),
    ),
    voice=VOICE,
    live=live,
    stars={"ruth": "asks for mentors of the directory"},
)
