"""The nurses: everybody rates their own competencies, which decide who is paired, what is planned and what is told."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from alongside.cpd.actions.plan import plan_goal, plan_step, settle_step
from alongside.cpd.queries.plan import PlannedText
from alongside.demo.asking_year import AskingYear
from alongside.demo.crowd import IRELAND
from alongside.demo.looks import look_at_oneself
from alongside.demo.scheme_year import SchemeYear, apply_for
from alongside.demo.stage import DAYS, Plan, Stage
from alongside.demo.talking import plan_talk
from alongside.demo.voices.nurses import VOICE
from alongside.domain.scheme import BOTH_SIDES
from alongside.enrolment.models import Application
from alongside.people.models import Member

HALF_WAY: Final = 150
FINISHED: Final = 375
"""Days ago: Aoife and Chiamaka are kept together; Agnieszka and Nuala, whose year is over, were."""
COUNTED: Final = 12
"""Of each part, who lets their ratings be counted."""


def live(stage: Stage) -> None:
    """A year in which the office matches every month, and some look through the directory themselves."""
    year, asking = SchemeYear(stage), AskingYear(stage)
    start = stage.now - timedelta(days=DAYS - 10)
    year.people_over(start, stage.now, juniors=stage.some(9, least=3), seniors=stage.some(9, least=4))
    for days in range(360, 20, -40):
        year.matches(days)
    stage.ago(FINISHED + 12, lambda: _finished_pair(stage, year))
    stage.ago(HALF_WAY + 12, lambda: _half_way_pair(stage, year))
    asking.asks(4, stage.crowd.star("Blessing", "Moyo", years=1.5))
    asking.asks(2, stage.crowd.junior())
    asking.waits_for_review(1.5)
    asking.days(9)
    stage.ago(14, lambda: _everybody_looks(stage))
    plan_talk(stage, 40)


def _half_way_pair(stage: Stage, year: SchemeYear) -> None:
    aoife = stage.crowd.star("Aoife", "Ní Bhriain", years=1.8)
    chiamaka = stage.crowd.star("Chiamaka", "Obi", years=16)
    look_at_oneself(aoife, "mentee")
    look_at_oneself(chiamaka, "mentor")
    # Between two runs of the office: neither is proposed to somebody else before the two are kept together.
    year.applies(HALF_WAY + 5, aoife, "mentee", own_competencies=["initiative", "independence"])
    year.applies(HALF_WAY + 5, chiamaka, "mentor", helps_with=["initiative", "independence", "communication"])
    year.brings_together(HALF_WAY, aoife, chiamaka)
    stage.ago(HALF_WAY - 10, lambda: _plan_learning(aoife))


def _finished_pair(stage: Stage, year: SchemeYear) -> None:
    agnieszka = stage.crowd.star("Agnieszka", "Lis", years=6)
    nuala = stage.crowd.star("Nuala", "Kerrigan", years=24)
    year.applies(FINISHED + 5, agnieszka, "mentee", own_competencies=["respect"])
    year.applies(FINISHED + 5, nuala, "mentor", helps_with=["respect", "communication"])
    year.brings_together(FINISHED, agnieszka, nuala)
    stage.ago(1, lambda: apply_for(stage, agnieszka, "mentor", {}, 1, read=False))


def _everybody_looks(stage: Stage) -> None:
    """People of both parts rate themselves, some for the second time, and let it be counted without their names."""
    for side in BOTH_SIDES:
        rows = Application.objects.filter(scheme=stage.scheme, role=side).exclude(state="draft")
        people = [row.member for row in rows.select_related("member__account").order_by("submitted_at", "pk")]
        chosen = [*(one for one in people if one in stage.faithful), *people]
        for seed, member in enumerate(list(dict.fromkeys(chosen))[:COUNTED]):
            look_at_oneself(member, side, better=int(member in stage.faithful), seed=seed, counts=True)


def _plan_learning(member: Member) -> None:
    """A plan for what somebody rated low, with its steps, one of them done."""
    by, today = member.account, timezone.localdate()
    for text, days, steps in (
        (
            PlannedText("Lead a shift of five", "I sit down once, and nobody has noticed"),
            150,
            ("Hand over two tasks at the start", "Ask two colleagues how it was for them"),
        ),
        (
            PlannedText(
                "Give feedback that can be used tomorrow", "My student can say what she will try next"
            ),
            210,
            ("Watch how the nurse tutor does it", "Try it with one student"),
        ),
    ):
        goal = plan_goal(by, by=by, text=text, by_when=_in(today, days))
        first, *_ = [
            plan_step(goal, by=by, text=step, due_on=_in(today, 60 + 90 * place))
            for place, step in enumerate(steps)
        ]
        settle_step(first, by=by, what="done")


def _in(today: date, days: int) -> date:
    return today + timedelta(days=days)


BODY: Final = Plan(
    slug="sna",
    name="Shannon Nurses’ Association",
    short_name="SNA",
    time_zone="Europe/Dublin",
    place=IRELAND,
    preset="nursing",
    about="Nurses rate their own competencies in private; these become an application, a match, a plan and evidence.",
    quiet_members=16,
    office=(("Deirdre", "Brennan", "director"), ("Conor", "Doyle", "coordinator")),
    voice=VOICE,
    live=live,
    stars={
        "aoife": "mentee of Chiamaka, half way: competencies rated twice, a plan, successes, doors that were opened",
        "chiamaka": "mentor of Aoife",
        "blessing": "asks for mentors of the directory",
        "agnieszka": "has finished her year with Nuala, who recommends her, and has applied as a mentor",
    },
)
